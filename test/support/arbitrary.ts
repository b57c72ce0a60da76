import fc from 'fast-check';

/** Any published records, as fast-check makes them up. */

/** A text as people and models write it: quotes, line breaks, other scripts, half characters. */
export const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'said: "x"',
    'did nothing',
    "it's",
    '"',
    '\n',
    'Turn #1\n',
    '[action] ',
    'nan',
    '0'
  )
);

const anyName = fc.constantFrom(
  'Ava Reed',
  'Ben Okoye',
  "Cay O'Hara",
  'Zoë "Z" Li',
  'A ] B',
  '李 伟'
);
const anyIdentity = fc.stringMatching(/^[A-Za-z0-9]{1,26}$/);

const anyActionText = fc.oneof(
  anyText.map(text => `said: "${text}"`),
  anyText.map(text => `[action] ${text}`),
  anyText.map(text => `[non-verbal communication] ${text}`),
  fc.constant('left the conversation'),
  fc.constant('did nothing'),
  fc
    .tuple(anyName, anyText)
    .map(([name, text]) => `[private to [${JSON.stringify(name)}]]  said: "${text}"`)
);

const anyReward = fc.oneof(
  fc.constant(0),
  fc.tuple(
    fc.float({ noNaN: true, noDefaultInfinity: true, min: -10, max: 10 }),
    fc.record(
      {
        goal: fc.integer({ min: 0, max: 10 }),
        secret: fc.integer({ min: -10, max: 0 }),
        overall_score: fc.integer({ min: -10, max: 10 }),
        humour: fc.integer()
      },
      { requiredKeys: [] }
    )
  )
);

const anyTalk = fc.uniqueArray(anyName, { minLength: 2, maxLength: 3 }).chain(names => {
  const round = fc.tuple(...names.map(() => anyActionText));
  return fc
    .tuple(fc.array(anyText, { minLength: 3, maxLength: 3 }), fc.array(round, { maxLength: 6 }))
    .map(([told, rounds]) => ({
      names,
      messages: [...rounds, []].map((acts, i) => [
        ...names.map((name, n) => ['Environment', name, i === 0 ? told[n] : 'Turn: …']),
        ...acts.map((text, n) => [names[n], 'Environment', text])
      ])
    }));
});

/** An EpisodeLog of two or three. */
export const anyEpisodeLog = anyTalk.chain(({ names, messages }) =>
  fc.record({
    pk: anyIdentity,
    environment: anyIdentity,
    agents: fc.constant(names.map((_, i) => `agent-${i}`)),
    tag: fc.option(anyText),
    models: fc.option(fc.array(anyText, { maxLength: 4 })),
    messages: fc.constant(messages),
    reasoning: anyText,
    rewards: fc.array(anyReward, { minLength: names.length, maxLength: names.length }),
    rewards_prompt: anyText
  })
);

/** An episode as released. */
export const anyHfEpisode = anyTalk.chain(({ names, messages }) => {
  const named = fc
    .tuple(...names.map(() => anyText))
    .map(texts => Object.fromEntries(names.map((name, i) => [name, texts[i]])));
  const rewards = fc.array(anyReward, { minLength: names.length, maxLength: names.length });
  return fc.record({
    episode_id: anyIdentity,
    environment_id: anyIdentity,
    agent_ids: fc.constantFrom(
      [],
      names.map((_, i) => `agent-${i}`)
    ),
    experiment_tag: anyText,
    experiment_model_name_pairs: fc.array(anyText, { maxLength: 3 }),
    raw_messages: fc.constant(messages),
    raw_rewards: rewards,
    raw_rewards_prompt: anyText,
    scenario: anyText,
    codename: anyText,
    agents_background: named,
    social_goals: named,
    social_interactions: fc.option(anyText),
    split: fc.option(anyText),
    reasoning: anyText,
    rewards
  });
});

/** An AgentProfile. */
export const anyAgentProfile = fc.record({
  pk: anyIdentity,
  first_name: anyText,
  last_name: anyText,
  age: fc.oneof(fc.integer({ min: 10, max: 130 }), fc.constantFrom('29', '')),
  gender: anyText,
  gender_pronoun: anyText,
  occupation: anyText,
  public_info: anyText,
  personality_and_values: anyText,
  secret: anyText,
  moral_values: fc.array(anyText, { maxLength: 3 }),
  mbti: anyText,
  tag: anyText
});

const anyRange = fc.tuple(fc.integer({ min: 18, max: 70 }), fc.integer({ min: 18, max: 120 }));

/** An EnvironmentProfile. */
export const anyEnvironmentProfile = fc.record({
  pk: anyIdentity,
  codename: anyText,
  source: anyText,
  scenario: anyText,
  agent_goals: fc.array(anyText, { minLength: 2, maxLength: 2 }),
  relationship: fc.constantFrom(0, 3, '5', 'friend', 'stranger'),
  age_constraint: fc.oneof(
    fc.constantFrom(null, 'nan'),
    fc.tuple(anyRange, anyRange).map(([a, b]) => `[(${a.join(', ')}), (${b.join(', ')})]`)
  ),
  occupation_constraint: fc.oneof(
    fc.constantFrom(null, 'nan', '[actor, actor]', "[['nurse'], []]"),
    fc.tuple(fc.array(anyText), fc.array(anyText)).map(lists => JSON.stringify(lists))
  ),
  tag: anyText
});

/** A RelationshipProfile. */
export const anyRelationshipProfile = fc.record({
  pk: anyIdentity,
  agent_1_id: anyIdentity,
  agent_2_id: anyIdentity,
  relationship: fc.constantFrom(0, 1, '4', 'friend'),
  background_story: fc.option(anyText),
  tag: anyText
});

const anyScores = fc.record({
  believability: fc.integer({ min: 0, max: 10 }),
  relationship: fc.integer({ min: -5, max: 5 }),
  knowledge: fc.integer({ min: 0, max: 10 }),
  secret: fc.integer({ min: -10, max: 0 }),
  social_rules: fc.integer({ min: -10, max: 0 }),
  financial_and_material_benefits: fc.integer({ min: -5, max: 5 }),
  goal: fc.integer({ min: 0, max: 10 })
});

/** An AnnotationForEpisode. */
export const anyAnnotation = fc.record({
  pk: anyIdentity,
  episode: anyIdentity,
  annotator_id: anyText,
  rewards: fc.tuple(
    anyScores.map(scores => [1, scores]),
    fc.oneof(
      fc.constant(0),
      anyScores.map(scores => [1, scores])
    )
  ),
  reasoning: anyText,
  batch: fc.option(anyText)
});

/** An EnvAgentComboStorage. */
export const anyCombo = fc.record({
  pk: anyIdentity,
  env_id: anyIdentity,
  agent_ids: fc.tuple(anyIdentity, anyIdentity),
  tag: fc.option(anyText)
});

/** An EnvironmentList. */
export const anyEnvironmentList = fc.record({
  pk: anyIdentity,
  name: anyText,
  environments: fc.array(anyIdentity),
  agent_index: fc.option(fc.array(fc.constantFrom('1', '2')))
});

/** A training row as far as its formats have it. */
export const anyRow = fc.record({
  id: anyIdentity,
  tag: fc.constant('collect BC'),
  episode: anyIdentity,
  seat: fc.constantFrom(0 as const, 1 as const),
  turn: fc.nat(),
  prompt: anyText,
  completion: anyText
});
