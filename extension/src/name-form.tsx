import { AskLine } from './ask-line';
import { useWords } from './words';

interface NameFormProps {
  readonly suggested: string;
  readonly onName: (name: string) => void;
  readonly onCancel: () => void;
}

/** Asks once who is rating. */
export function NameForm({ suggested, onName, onCancel }: NameFormProps) {
  const { __ } = useWords();
  return (
    <AskLine
      about={__('Who rates')}
      question={__('Your name, for the file of your ratings')}
      suggested={suggested}
      longest={60}
      answer={__('Save under this name')}
      onAnswer={onName}
      onCancel={onCancel}
    />
  );
}
