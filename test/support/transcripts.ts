import type { BlindTranscript, OpenTranscript } from '../../kernel-lib/src/transcript/schema';

/** The run that the transcripts of tests belong to, unless a test says otherwise. */
export const testRun = { id: 'run-0123456789abcdef', folder: 'runs/test' };

const shared = {
  version: 1 as const,
  run: testRun,
  episode: 'episode-0000000000000001',
  transcript: 'c0ffee00'.repeat(8),
  rehearsal: true,
  task: {
    id: 'task-slot',
    codename: 'the_last_free_slot',
    scenario:
      'Two neighbours stand at the bus stop on a Friday evening. Both have the car-sharing app open, and the only car in the street is free once more this weekend: Saturday, nine to twelve. The app will take one booking.',
    relationship: 'know_by_name' as const
  },
  ending: 'too few characters' as const
};

const noor = {
  name: 'Noor Haddad',
  shortName: 'Noor',
  age: 34,
  pronouns: 'she/her',
  occupation: 'night nurse',
  background: 'Noor has worked nights at the district hospital for nine years.',
  goal: 'Get the car for the whole of Saturday morning.'
};

const tomasz = {
  name: 'Tomasz Wilk',
  shortName: 'Tomasz',
  age: 41,
  pronouns: 'he/him',
  occupation: 'piano tuner',
  background: 'Tomasz tunes pianos in four towns.',
  goal: 'Be at the concert hall by ten with the tools.'
};

const talk: BlindTranscript['turns'] = [
  {
    seat: 0,
    kind: 'non-verbal communication',
    text: 'looks up from her phone and gives a short wave'
  },
  {
    seat: 1,
    kind: 'speak',
    text: 'Morning. You are on the car app too? I can see the slot flicker between <free> and <held>.'
  },
  {
    seat: 0,
    kind: 'speak',
    text: 'Guilty. Saturday, nine to twelve. There is a wheelchair waiting for my father across town, and the shop closes at noon.'
  },
  {
    seat: 1,
    kind: 'speak',
    text: 'Ah. I am due at the concert hall at ten, with forty kilos of tools, and no bus driver has ever been happy to see them.'
  },
  {
    seat: 0,
    kind: 'speak',
    text: 'Forty kilos is a lot of reasons. How long does a tuning take? I need the car only there and back.'
  },
  { seat: 1, kind: 'none' },
  {
    seat: 0,
    kind: 'action',
    text: 'turns the map towards him: the hall and the shop lie two streets apart'
  },
  { seat: 1, kind: 'non-verbal communication', text: 'leans in, then laughs under his breath' },
  {
    seat: 0,
    kind: 'speak',
    text: 'So: I drop you and the tools at half past nine, fetch the chair, and collect you at twelve. One booking, and I pay the fuel. 🚗'
  },
  {
    seat: 1,
    kind: 'speak',
    text: 'All right. But I book it, I still have points. You drive out, I drive home.'
  },
  { seat: 0, kind: 'speak', text: 'Deal. Half past nine, at the gate. I bring the coffee.' },
  { seat: 1, kind: 'leave' }
];

/** An episode as a blind rater sees it. */
export function blindWith(fields: Partial<BlindTranscript> = {}): BlindTranscript {
  return { ...shared, blind: true, seats: [noor, tomasz], turns: talk, ...fields };
}

/** The same with models, secrets and a repaired call. */
export function openWith(fields: Partial<OpenTranscript> = {}): OpenTranscript {
  return {
    ...shared,
    blind: false,
    tag: 'collect BC',
    models: ['expert-model', 'partner-model'],
    repeat: 0,
    seats: [
      { ...noor, secret: 'She has already told her father that the car is booked.' },
      { ...tomasz, secret: 'His driving licence runs out on Sunday.' }
    ],
    turns: talk.map((turn, i) =>
      i === 4
        ? {
            ...turn,
            attempts: [
              {
                reply: 'Sure! Noor would say: {"action_type": "speak"',
                reason: 'repaired: text before the JSON was taken away'
              }
            ]
          }
        : turn
    ),
    ...fields
  };
}
