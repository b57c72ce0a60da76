import { useContext } from 'react';
import { dimensions } from '../../../kernel-lib/src/transcript/schema';
import { ModelNamesContext } from '../model-names';
import { nameOf } from '../transcript';
import { useWords } from '../words';
import { dimensionWords } from '../dimension-words';
import { noFilter, unfiltered, type choicesOf, type Filter } from './catalogue';
import { endingWords } from './item';
import { byModelName } from './run-models';

const mostTasks = 500; // more are found by searching, not in a menu

interface FiltersProps {
  readonly filter: Filter;
  readonly choices: ReturnType<typeof choicesOf>;
  readonly isBlind: boolean;
  readonly hasScores: boolean;
  readonly onChange: (part: Partial<Filter>) => void;
}

/** What narrows the list; a blind reader gets nothing that would tell models or scores. */
export function Filters(props: FiltersProps) {
  const { filter, choices, isBlind, hasScores, onChange } = props;
  const { __ } = useWords();
  return (
    <div role="group" aria-label={__('Filters')} className="sot-filters">
      <Menus {...props} />
      {choices.hasHard && (
        <Chip
          isOn={filter.isHard}
          text={__('hard tasks')}
          onClick={isHard => onChange({ isHard })}
        />
      )}
      {!isBlind && (
        <Chip
          isOn={filter.hasRepairs}
          text={__('with repairs')}
          onClick={hasRepairs => onChange({ hasRepairs })}
        />
      )}
      {!isBlind && hasScores && <ScoreRange filter={filter} onChange={onChange} />}
      {!unfiltered(filter) && (
        <button
          type="button"
          className="sot-chip"
          onClick={() => onChange({ ...noFilter, words: filter.words })}
        >
          {__('Clear filters')}
        </button>
      )}
    </div>
  );
}

function Menus({ filter, choices, isBlind, onChange }: FiltersProps) {
  const words = useWords();
  const { __ } = words;
  const ends = endingWords(words);
  const { tasks, models, sets, endings } = choices;
  const names = useContext(ModelNamesContext);
  const rated = [
    ['no', __('not rated by me')],
    ['yes', __('rated by me')]
  ] as const;
  return (
    <>
      <Menu
        {...{ label: __('Task'), all: __('all tasks'), value: filter.task }}
        options={tasks.slice(0, mostTasks).map(task => [task, nameOf(task)])}
        onPick={task => onChange({ task })}
      />
      {!isBlind && (
        <Menu
          {...{ label: __('Model'), all: __('all models'), value: filter.model }}
          options={[...models]
            .sort(byModelName(names))
            .map(model => [model, names.get(model) ?? model, model])}
          onPick={model => onChange({ model })}
        />
      )}
      {!isBlind && sets.length > 1 && (
        <Menu
          {...{ label: __('Set'), all: __('all sets'), value: filter.set }}
          options={sets.map(set => [set, set])}
          onPick={set => onChange({ set })}
        />
      )}
      <Menu
        {...{ label: __('Ending'), all: __('all endings'), value: filter.ending }}
        options={endings.map(ending => [ending, ends[ending as keyof typeof ends]])}
        onPick={ending => onChange({ ending })}
      />
      <Menu
        {...{ label: __('Rated by me'), all: __('rated or not'), value: filter.rated }}
        options={rated}
        onPick={value => onChange({ rated: value as Filter['rated'] })}
      />
    </>
  );
}

interface MenuProps {
  readonly label: string;
  /** What the first choice is called, which asks for nothing. */
  readonly all: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string, title?: string])[];
  readonly onPick: (value: string) => void;
}

function Menu({ label, all, value, options, onPick }: MenuProps) {
  return (
    <select
      className={value === '' ? 'sot-select' : 'sot-select sot-select--on'}
      aria-label={label}
      value={value}
      onChange={event => onPick(event.target.value)}
    >
      <option value="">{all}</option>
      {options.map(([key, text, title]) => (
        <option key={key} value={key} title={title}>
          {text}
        </option>
      ))}
    </select>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly text: string;
  readonly onClick: (isOn: boolean) => void;
}

/** Something that is on or off. */
export function Chip({ isOn, text, onClick }: ChipProps) {
  return (
    <button type="button" className="sot-chip" aria-pressed={isOn} onClick={() => onClick(!isOn)}>
      {text}
    </button>
  );
}

/** The judge's scores of either person on one dimension, from one number to another. */
function ScoreRange({ filter, onChange }: Pick<FiltersProps, 'filter' | 'onChange'>) {
  const words = useWords();
  const { __ } = words;
  const { dimension } = filter;
  const names = dimensions.map(
    ({ name }, i) => [String(i), dimensionWords(words)[name].title] as const
  );
  const pick = (value: string) =>
    onChange({
      dimension: value === '' ? undefined : Number(value),
      low: undefined,
      high: undefined
    });
  return (
    <>
      <Menu
        label={__('Score')}
        all={__('all scores')}
        value={dimension === undefined ? '' : String(dimension)}
        options={names}
        onPick={pick}
      />
      {dimension !== undefined &&
        (['low', 'high'] as const).map(end => (
          <input
            key={`${end} ${dimension}`}
            className="sot-select sot-bound"
            type="number"
            aria-label={end === 'low' ? __('Lowest score') : __('Highest score')}
            defaultValue={filter[end]}
            placeholder={String(dimensions[dimension]?.[end])}
            min={dimensions[dimension]?.low}
            max={dimensions[dimension]?.high}
            onChange={({ target }) =>
              onChange({ [end]: target.value === '' ? undefined : target.valueAsNumber })
            }
          />
        ))}
    </>
  );
}
