import { useState } from 'react';
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
  const submit = () => {
    if (name.trim() !== '') onName(name.trim());
  };
  // a notebook keeps Enter from submitting a form, so this is none
  return (
    <div className="sot-name-form" role="group" aria-label={__('Who rates')}>
      <label>
        {__('Your name, for the file of your ratings')}{' '}
        <input
          className="sot-why"
          autoFocus
          maxLength={60}
          value={name}
          onChange={event => setName(event.target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter') submit();
            if (key === 'Escape') onCancel();
          }}
        />
      </label>
      <button type="button" className="sot-button" onClick={submit}>
        {__('Save under this name')}
      </button>
      <button type="button" className="sot-button" onClick={onCancel}>
        {__('Not now')}
      </button>
    </div>
  );
}
