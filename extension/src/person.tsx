import { useId, useState, type ReactNode } from 'react';
import type { Transcript } from '../../kernel-lib/src/transcript/schema';
import { ModelName } from './model-names';
import { useWords } from './words';

type Person = Transcript['seats'][number];
type Seat = 0 | 1;

/** The first letter of a name in a circle (left) or a square (right). */
export function Face({ name, seat }: { readonly name: string; readonly seat: Seat }) {
  const [letter = '?'] = name.trim();
  return (
    <span className={seat === 0 ? 'sot-face' : 'sot-face sot-face--b'} aria-hidden="true">
      {letter}
    </span>
  );
}

interface PersonCardProps {
  readonly person: Person;
  readonly seat: Seat;
  /** Absent for a blind reader. */
  readonly model: ReactNode;
  /** Whether a person played, and no model. */
  readonly isHuman?: boolean | undefined;
}

/** Who somebody is: name, age, occupation, model, and three folded texts. */
export function PersonCard({ person, seat, model, isHuman }: PersonCardProps) {
  const { __ } = useWords();
  const [open, setOpen] = useState<readonly string[]>([]);
  const id = useId();
  const facts = factsOf(person, __);
  const toggle = (name: string) =>
    setOpen(open.includes(name) ? open.filter(each => each !== name) : [...open, name]);
  return (
    <div className={seat === 0 ? 'sot-person' : 'sot-person sot-person--b'}>
      <Face name={person.shortName} seat={seat} />
      <Who person={person} model={model} isHuman={isHuman} />
      <div className="sot-facts">
        {facts.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            className="sot-fact"
            aria-expanded={open.includes(name)}
            aria-controls={`${id}${name}`}
            onClick={() => toggle(name)}
          >
            {title}
            <span className="sot-hidden"> {__('of %1', person.name)}</span>
          </button>
        ))}
      </div>
      {facts.map(({ name, title, text }) => (
        <div key={name} id={`${id}${name}`} className="sot-fact-text" hidden={!open.includes(name)}>
          <b>{title}</b>
          <p dir="auto">{text}</p>
        </div>
      ))}
    </div>
  );
}

function Who({ person, ...player }: Omit<PersonCardProps, 'seat'>) {
  return (
    <div>
      <h3 className="sot-name">
        <bdi>{person.name}</bdi>
      </h3>
      <div className="sot-small sot-muted">
        <span>{person.age}</span> · <bdi>{person.occupation}</bdi>
      </div>
      <div className="sot-small sot-muted">
        <Player {...player} />
      </div>
    </div>
  );
}

function Player({ model, isHuman }: Pick<PersonCardProps, 'model' | 'isHuman'>) {
  const { __ } = useWords();
  if (model === undefined) return __('model hidden');
  if (isHuman) return <b>{__('played by a person')}</b>;
  return typeof model === 'string' ? <ModelName id={model} /> : model;
}

function factsOf({ background, goal, secret }: Person, __: (text: string) => string) {
  const facts = [
    { name: 'background', title: __('Background'), text: background },
    { name: 'goal', title: __('Goal'), text: goal }
  ];
  return secret === undefined
    ? facts
    : [...facts, { name: 'secret', title: __('Secret'), text: secret }];
}
