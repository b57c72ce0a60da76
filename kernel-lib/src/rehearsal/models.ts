import { weightsOf, type Weights, type WeightTable } from './weights';

/**
 * The three policies that are given; every other one is fitted from rows. The numbers are log-odds
 * chosen by hand so that the expert bargains well and the base model does what weak models do:
 * it repeats itself, drifts, forgets its goal and leaves early.
 */
const expert: WeightTable = {
  anyMove: { repeat: -1.2, count: -1.5, echo: -0.2, key: 0.5 },
  moves: {
    greet: { bias: -2, start: 2.6, iGreeted: -3, late: -3, talked: -2 },
    ask: { start: 1.2, iAsked: -2, deal: -4, late: -2 },
    need: { start: 0.6, asked: 2, iNeed: -2.5, deal: -4, late: -1 },
    reason: {
      ...{ bias: 0.3, asked: 1, refused: 1.2, iOffered: 0.6, iReasoned: -1.5 },
      ...{ deal: -4, fresh: 0.6, good: -1.5 }
    },
    propose: { bias: 0.2, start: -2, iOffered: -1.2, talked: 1.2, late: 0.6, deal: -6 },
    concede: {
      ...{ bias: -3.2, iOffered: 4, fresh: 0.8, better: 0.6, refused: 0.8 },
      ...{ good: -1.2, sway: 0.4, deal: -6, late: 1.2 }
    },
    accept: {
      ...{ bias: -5, offer: 1, good: 3.2, margin: 4, late: 2.2 },
      ...{ close: 0.5, better: -0.4, deal: -8 }
    },
    refuse: { bias: -2, offer: 1.4, good: -3, margin: -1.5, deal: -4 },
    thank: { bias: -2.6, better: 1.6, warm: 0.6, deal: 3.6, closed: -3 },
    empathise: { bias: -0.6, reasoned: 1.4, hostile: 1, iWarm: -0.8, deal: -3 },
    apologise: { bias: -2.5, hostile: 1, iPressed: 1.5, deal: -3 },
    press: { bias: -4 },
    threaten: { bias: -6 },
    insult: { bias: -7 },
    reveal: { bias: -5.5 },
    subject: { bias: -4 },
    silent: { bias: -4.3 },
    garble: { bias: -7 },
    leave: { bias: -5, deal: 6, closed: 2.5 }
  },
  level: {
    ...{ zz: -5, z: 6, 'z.limit': 5, 'z.late': -3, 'z.hasMine': -0.5, 'z.mine': 5 },
    ...{ 'z.other': 0.5, 'z.sway': -0.6, 'z.stake': 0.3, 'z.concede': -1 },
    ...{ under: -2.5, same: -0.3, retract: -2 }
  },
  manner: { curt: { bias: -2, iCurt: 1, hostile: 0.4 }, warm: { bias: -1, iWarm: 2.4, oWarm: 0.3 } }
};

const partner: WeightTable = {
  anyMove: { repeat: -0.4, count: -0.4, key: 0.4 },
  moves: {
    greet: { bias: -2, start: 2.4, iGreeted: -2, late: -3, talked: -2 },
    ask: { bias: -0.4, start: 0.6, iAsked: -1.2, deal: -3, late: -1 },
    need: { start: 0.8, asked: 1.6, iNeed: -1.5, deal: -3 },
    reason: { asked: 0.8, refused: 0.8, iReasoned: -1, deal: -3 },
    propose: { start: -1, iOffered: -0.8, talked: 0.8, deal: -4 },
    concede: {
      ...{ bias: -3, iOffered: 2.8, better: 0.6, refused: 0.3, sway: 1.6 },
      ...{ heat: -1.5, good: -0.8, deal: -4, late: 0.8 }
    },
    accept: {
      ...{ bias: -4.4, offer: 0.8, good: 2, margin: 2, late: 1.4 },
      ...{ close: 0.4, sway: 1.2, heat: -1, deal: -6 }
    },
    refuse: { bias: -1.8, offer: 1.6, good: -2, margin: -1, sway: -0.8, heat: 0.8, deal: -3 },
    thank: { bias: -3, better: 1.6, warm: 0.8, deal: 3.5, closed: -2.5 },
    empathise: { bias: -1.2, reasoned: 1, iWarm: -0.6, deal: -2 },
    apologise: { bias: -3, hostile: 0.6, deal: -2 },
    press: { bias: -2.4, hostile: 0.8, deal: -3 },
    threaten: { bias: -5, hostile: 1 },
    insult: { bias: -5.5, hostile: 1.5 },
    reveal: { bias: -4.5 },
    subject: { bias: -2.2 },
    silent: { bias: -3.6, heat: 1.5 },
    garble: { bias: -7 },
    leave: { bias: -4.6, heat: 2, late: 0.8, deal: 5, closed: 2.5, sway: -0.8 }
  },
  level: {
    ...{ zz: -3, z: 3, 'z.limit': 2.6, 'z.late': -2, 'z.mine': 2.6, 'z.other': 0.6 },
    ...{ 'z.sway': -2.2, 'z.heat': 1.5, 'z.concede': -1, under: -1.2, same: 0.2, retract: -1.5 }
  },
  manner: { curt: { bias: -1.2, hostile: 1 }, warm: { bias: -0.6, iWarm: 0.8, oWarm: 0.5 } }
};

const base: WeightTable = {
  anyMove: { repeat: 0.9, count: 0.2, echo: 0.8 },
  moves: {
    greet: { bias: -1.4, start: 1.6 },
    ask: { bias: -0.6, deal: -0.5 },
    need: { bias: 0.2, start: 0.6, asked: 0.6, deal: -0.5 },
    reason: { bias: -0.2, asked: 0.4, deal: -0.5 },
    propose: { bias: -0.4, start: -0.5, deal: -1 },
    concede: { bias: -1.6, iOffered: 0.8, sway: 0.8, deal: -1.5 },
    accept: { bias: -2.4, offer: 0.8, good: 0.6, margin: 0.6, sway: 0.6, deal: -1 },
    refuse: { bias: -1.2, offer: 0.6, good: -0.4, deal: -1 },
    thank: { bias: -1.4, deal: 1.2 },
    empathise: { bias: -1.2, reasoned: 0.4 },
    apologise: { bias: -1.8 },
    press: { bias: -1.3, hostile: 0.8, refused: 0.5 },
    threaten: { bias: -3.4, hostile: 1 },
    insult: { bias: -3.2, hostile: 1 },
    reveal: { bias: -3.2 },
    subject: { bias: -0.5, idle: 0.8, late: 0.6 },
    silent: { bias: -2.4 },
    garble: { bias: -0.9 },
    leave: { bias: -1.8, late: 0.6, deal: 1.4, closed: 1 }
  },
  level: {
    ...{ zz: -1.2, z: 0.8, 'z.limit': 0.8, 'z.late': -0.4, 'z.mine': 0.8 },
    ...{ 'z.sway': -0.8, 'z.concede': -0.4, under: -0.3 }
  },
  manner: {
    curt: { bias: -0.6, iCurt: 1.4, oCurt: 0.4 },
    warm: { bias: -1.6, iWarm: 1.8, oWarm: 0.3 }
  }
};

/** The given policies, by the names under which the server answers for them. */
export const givenPolicies: ReadonlyMap<string, Weights> = new Map([
  ['rehearsal-expert', weightsOf(expert)],
  ['rehearsal-partner', weightsOf(partner)],
  ['rehearsal-base', weightsOf(base)]
]);
