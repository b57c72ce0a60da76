/** Records as others publish them, one of each kind; `fields` replaces some. */

type Fields = Readonly<Record<string, unknown>>;

/** A Sotopia AgentProfile as a line of the published file, quirks included. */
export function agentProfile(fields: Fields = {}): Record<string, unknown> {
  return {
    agent_id: '01H5TNE5PRCAF1CK5ERS5MVZ01',
    first_name: ' Ava',
    last_name: 'Reed',
    age: 34,
    occupation: 'Baker',
    gender: 'Woman',
    gender_pronoun: 'She/her',
    public_info: 'Ava runs a bakery by the harbour.',
    big_five: 'Openness to Experience - High; Conscientiousness - Low',
    moral_values: ['Care', ' Fairness'],
    schwartz_personal_values: [' Self-Direction'],
    personality_and_values: 'Ava is patient and values fairness.',
    decision_making_style: 'Analytica, intuitive',
    secret: 'Ava has sold the bakery already.',
    mbti: 'INFJ',
    ...fields
  };
}

/** A Sotopia EnvironmentProfile as a line of the published file. */
export function environmentProfile(fields: Fields = {}): Record<string, unknown> {
  return {
    env_id: '01H7VFHP3DPGRXH1Y500VQKF01',
    codename: 'bicycle_for_sale',
    source: 'craigslist_bargains',
    scenario: "One person offers a bicycle <p viewer='environment'>for $90</p>.",
    agent_goals: [
      'Sell it (<extra_info>it is worth 90</extra_info>)',
      'Buy it (<strategy_hint>praise its colour</strategy_hint>)'
    ],
    relationship: '3',
    age_constraint: '[(18, 70), (21, 70)]',
    occupation_constraint: 'nan',
    agent_constraint: 'none',
    ...fields
  };
}

/** A Sotopia RelationshipProfile as a line of the published file. */
export function relationshipProfile(fields: Fields = {}): Record<string, unknown> {
  return {
    relationship_id: '01H7VFHP3DPGRXH1Y500VREL01',
    agent1_id: 'agent-a',
    agent2_id: 'agent-b',
    relationship: '3',
    background_story: 'They met on a ferry.',
    ...fields
  };
}

const opening = (own: string, other: string) =>
  `\nHere is the context of this interaction:\nScenario: A bicycle is for sale.\n${own}\n${other}\nConversation Starts:\n`;

const named = { a: 'Ava Reed', b: 'Ben Okoye' };

/** The messages of a log: a greeting, a gesture, a silence, a deed, a farewell. */
export function logMessages(): [string, string, string][][] {
  const round = (told: string, first: string, second: string): [string, string, string][] => [
    ['Environment', named.a, told],
    ['Environment', named.b, told],
    [named.a, 'Environment', first],
    [named.b, 'Environment', second]
  ];
  const start = round('', 'said: "Is it "new"?\nI like it."', 'did nothing');
  start[0] = ['Environment', named.a, opening('Sell it', 'Unknown')];
  start[1] = ['Environment', named.b, opening('Unknown', 'Buy it')];
  return [
    start,
    round('Turn #0: …\n', 'did nothing', '[non-verbal communication] nods'),
    round('Turn #1: …\n', 'did nothing', 'did nothing'),
    round('Turn #2: \n', 'did nothing', '[action] pays 80 dollars'),
    round('Turn #3: …\n', 'left the conversation', 'did nothing'),
    round('Turn #4: …\n', '', '').slice(0, 2)
  ];
}

/** Seven scores and their mean, as rewards have them. */
export const sevenScores = {
  believability: 8,
  relationship: 1,
  knowledge: 2,
  secret: 0,
  social_rules: -1,
  financial_and_material_benefits: 3,
  goal: 8,
  overall_score: 3
};

/** An EpisodeLog as sotopia 0.1.5 stores it. */
export function episodeLog(fields: Fields = {}): Record<string, unknown> {
  return {
    pk: '01HM0000000000000000000001',
    environment: '01H7VFHP3DPGRXH1Y500VQKF01',
    agents: ['agent-a', 'agent-b'],
    tag: 'benchmark_m_p_j_hard_trial0',
    models: ['judge', 'model-a', 'model-b'],
    messages: logMessages(),
    reasoning: 'Both were polite.',
    rewards: [[3, sevenScores], 0.0],
    rewards_prompt: 'Prompt after formatting:\n…',
    ...fields
  };
}

/** An episode as released on Hugging Face. */
export function hfEpisode(fields: Fields = {}): Record<string, unknown> {
  return {
    episode_id: '01HM0000000000000000000002',
    environment_id: '01H7VFHP3DPGRXH1Y500VQKF01',
    agent_ids: ['agent-a', 'agent-b'],
    experiment_tag: 'sft_round_1_gpt-4_gpt-4_clean',
    experiment_model_name_pairs: ['gpt-4', 'gpt-4', 'gpt-4'],
    raw_messages: logMessages(),
    raw_rewards: [
      [3, sevenScores],
      [3, sevenScores]
    ],
    raw_rewards_prompt: 'Prompt after formatting:\n…',
    scenario: 'A bicycle is for sale.',
    codename: 'bicycle_for_sale',
    agents_background: { [named.a]: 'Ava Reed is a baker.', [named.b]: 'Ben Okoye is a nurse.' },
    social_goals: { [named.a]: 'Sell it', [named.b]: 'Buy it (<extra_info>cheap</extra_info>)' },
    social_interactions:
      'Ava Reed said: "Is it "new"?\nI like it."\n\nBen Okoye: [non-verbal communication] nods\n\n\n\nBen Okoye: [action] pays 80 dollars\n\nAva Reed: left the conversation',
    reasoning: 'Both were polite.',
    rewards: [
      [3, sevenScores],
      [3, sevenScores]
    ],
    ...fields
  };
}

/** What the judge of the human study was asked, with these turns, the last of which has a comma. */
export function studyPrompt(turns: readonly string[]): string {
  return (
    [
      'Prompt after formatting:',
      'Here is the context of this interaction:',
      'Scenario: A bicycle is for sale.',
      'Participants: Ava Reed and Ben Okoye',
      "Ava Reed's background: Ava Reed is a 34-year-old female baker. She/her pronouns.  Ava's secrets: Ava has sold the bakery.",
      "Ben Okoye's background: Ben Okoye is a 28-year-old male nurse. He/him pronouns. Ben's secrets: Ben failed.",
      "Ava Reed's goal: Sell it",
      "Ben Okoye's goal: Buy it",
      ...turns.flatMap((text, i) => [`Turn #${i + 1}`, ...(text === '' ? [] : [text])])
    ].join('\n') + ','
  );
}

/** An episode of the human study. */
export function studyEpisode(fields: Fields = {}): Record<string, unknown> {
  const turns = ['Ava Reed said: "Hello: you there?"', '', 'Ben Okoye left the conversation'];
  return {
    pk: '01HP0000000000000000000003',
    environment: '01H7VFHP3DPGRXH1Y500VQKF01',
    tag: 'sft_test',
    models: ['gpt-4', 'gpt-3.5-turbo', 'custom_model'],
    rewards_prompt: studyPrompt(turns),
    ...fields
  };
}

/** An AnnotationForEpisode. */
export function annotation(fields: Fields = {}): Record<string, unknown> {
  return {
    pk: '01HA0000000000000000000004',
    episode: '01HM0000000000000000000001',
    annotator_id: 'annotator-7',
    rewards: [
      [3, sevenScores],
      [3, sevenScores]
    ],
    reasoning: 'Both were polite.',
    ...fields
  };
}
