import type { Move } from './moves';

/** Moves that are put into words; the other two are an action type of their own. */
export type Spoken = Exclude<Move, 'silent' | 'leave'>;

/**
 * The wordings of each move. Slots: {other} first name, {thing} what it is about,
 * {offer} an amount, {why} a reason, {secret} the speaker's own secret.
 */
export const wordings: Readonly<Record<Spoken, readonly string[]>> = {
  greet: [
    'Hello {other}, shall we talk about {thing}?',
    'Hi {other}, have you got a minute about {thing}?',
    'Good to see you, {other}; I hoped to catch you about {thing}.',
    'Hello {other}, I thought that we should speak about {thing}.'
  ],
  ask: [
    'What matters most to you about {thing}?',
    'What would you need to be at ease with {thing}?',
    'How do you see {thing}, {other}?',
    'What about {thing} is hardest for you?',
    'Can you tell me what is behind {thing} for you?',
    'What would a good end look like for you, {other}?',
    'Is there something about {thing} that I have not seen yet?'
  ],
  need: [
    'What I need is a fair outcome with {thing}.',
    'I do not take {thing} lightly.',
    'I came because I keep thinking about {thing}.',
    'I would like to see {thing} settled well.',
    'It would take a weight off me to have {thing} settled.',
    'I have thought a lot about {thing}, and I do care how it ends.',
    'Honestly, I care about {thing} more than I usually say.'
  ],
  reason: [
    'The reason is that {why}.',
    'You see, {why}.',
    'Bear in mind that {why}.',
    'To be open about it: {why}.',
    'You should know that {why}.',
    'I say this because {why}.',
    'Put yourself in my place: {why}.'
  ],
  propose: [
    'How about {offer}?',
    'I would suggest {offer}.',
    'My proposal is {offer}.',
    'What if we settle on {offer}?',
    'Could we say {offer}?',
    'I had {offer} in mind.',
    'Would {offer} be possible?'
  ],
  concede: [
    'I can move towards you: {offer}.',
    'To meet you, I could live with {offer}.',
    'All right, let me give way a little: {offer}.',
    'Because it is you, I would go to {offer}.',
    'You have a point, so let me say {offer} instead.',
    'I have thought again: {offer} would be all right with me.'
  ],
  accept: [
    'Agreed, let us do that.',
    'That works for me, it is settled.',
    'Yes, I accept that.',
    'You have my word, we do it that way.',
    'Good, then we have a deal.',
    'Then that is how we shall do it.',
    'I can say yes to that.',
    'Let us shake hands on it, {other}.'
  ],
  refuse: [
    'No, that does not work for me.',
    'That would leave me with too little.',
    'I have turned it over, and it will not do.',
    'I cannot agree to that.',
    'That is too far from what I had in mind.',
    'I wish I could, but no.',
    'I would have to say no to that, {other}.',
    'We are not there yet, I am afraid.'
  ],
  thank: [
    'Thank you, {other}, that means something to me.',
    'Thanks for that, {other}.',
    'I am grateful to you, {other}.',
    'Thank you for hearing me out.',
    'That is good of you, thank you.',
    'You did not have to do that, {other}, thank you.',
    'Thanks, that helps more than you think.'
  ],
  empathise: [
    'I can see that {thing} is no light matter for you.',
    'That sounds hard, {other}.',
    'I hear you, and I see why it matters.',
    'I can imagine what that is like.',
    'In your place I would feel the same.',
    'I had not seen it from your side, {other}, and I do now.',
    'I notice how much this costs you.'
  ],
  apologise: [
    'I am sorry for my part in this.',
    'I apologise, {other}, I should have spoken sooner.',
    'Forgive me, I did not mean it that way.',
    'I was wrong there, and I am sorry.',
    'I owe you an apology, {other}.'
  ],
  press: [
    'Come on, just say yes.',
    'You have to decide about {thing} now.',
    'Stop stalling and give in, {other}.',
    'I am not leaving here without a yes.',
    'How much longer do you want to keep me waiting?'
  ],
  threaten: [
    'If you do not give in, I will tell everyone about this.',
    'Do it my way or you will regret it, {other}.',
    'I could make this very unpleasant for you.',
    'Think twice, or this will have consequences.'
  ],
  insult: [
    'You are being ridiculous, {other}.',
    'How can anyone be so selfish?',
    'You never understand anything, do you?',
    'What a foolish thing to say, {other}.'
  ],
  reveal: [
    'I have never told anyone this, but {secret}.',
    'Between us, {secret}.',
    'My secret is that {secret}.',
    'Please keep this to yourself: {secret}.'
  ],
  subject: [
    'By the way, did you see the weather today?',
    'I had the strangest lunch yesterday.',
    'Have you watched anything good lately?',
    'My phone keeps losing its charge.',
    'The traffic was dreadful this morning.',
    'Somebody told me that the old cinema is closing.',
    'I can never remember where I put my keys.'
  ]
};
