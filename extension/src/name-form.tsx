import { useState, type FormEvent } from 'react';
import { useWords } from './words';

interface NameFormProps {
  readonly suggested: string;
  readonly onName: (name: string) => void;
  readonly onCancel: () => void;
}

/** Asks once who is rating. */
export function NameForm({ suggested, onName, onCancel }: NameFormProps) {
  const { __ } = useWords();
  const [name, setName] = useState(suggested);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onName(name.trim());
  };
  return (
    <form className="sot-name-form" onSubmit={submit}>
      <label>
        {__('Your name, for the file of your ratings')}{' '}
        <input
          className="sot-why"
          autoFocus
          maxLength={60}
          value={name}
          onChange={event => setName(event.target.value)}
        />
      </label>
      <button type="submit" className="sot-button">
        {__('Save under this name')}
      </button>
      <button type="button" className="sot-button" onClick={onCancel}>
        {__('Not now')}
      </button>
    </form>
  );
}
