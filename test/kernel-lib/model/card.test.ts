import { expect, test } from 'vitest';
import { idPattern } from '../../../kernel-lib/src/base/id';
import { cardId, cardOf } from '../../../kernel-lib/src/model/card';
import { defaultRecipe, jobOf } from '../../../kernel-lib/src/model/plan';
import { Card } from '../../../kernel-lib/src/model/schema';
import { rows } from '../../support/rows';

const job = jobOf({ name: 'BC', start: 'base', rows: rows(20), recipe: defaultRecipe });
const losses = [
  { epoch: 1, loss: 2.5, validationLoss: 2.6 },
  { epoch: 2, loss: 2.1 }
];
const card = cardOf(job, { model: 'ft:base:bc:0123', losses });

test('a card holds all of its job, the model’s name on its server and the training curve', () => {
  expect(card).toEqual({ ...job, id: cardId(job), model: 'ft:base:bc:0123', losses });
  expect(Card.parse(JSON.parse(JSON.stringify(card)))).toEqual(card);
});

test('its id is known before the training and does not depend on what came out', () => {
  expect(card.id).toMatch(idPattern);
  expect(cardOf(job, { model: 'other', losses: [] }).id).toBe(card.id);
  expect(cardId({ ...job, id: 'job-0000000000000000' })).not.toBe(card.id);
});
