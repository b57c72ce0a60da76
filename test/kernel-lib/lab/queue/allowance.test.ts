import { expect, test } from 'vitest';
import { Allowance } from '../../../../kernel-lib/src/lab/queue/allowance';

/** An allowance for episodes of twenty calls, with what the ledger says, and who was let through. */
function allowanceFor(budget: { calls?: number; money?: number }, spent = { calls: 0, cost: 0 }) {
  const ledger = { calls: () => spent.calls, cost: () => spent.cost };
  const run = { ledger, options: { budget } } as unknown as ConstructorParameters<
    typeof Allowance
  >[0];
  const allowance = new Allowance(run, 20);
  let through = 0;
  const ask = async (count: number) => {
    for (let i = 0; i < count; i++) void allowance.take().then(() => through++);
    await new Promise(resolve => setImmediate(resolve));
    return through;
  };
  const back = async (calls: number, cost = 0) => {
    spent.calls += calls;
    spent.cost += cost;
    allowance.giveBack();
    await new Promise(resolve => setImmediate(resolve));
    return through;
  };
  return { ask, back };
}

test('without a limit all are handed out', async () => {
  expect(await allowanceFor({}).ask(300)).toBe(300);
});

test('as many are out as the calls left can pay for, to the last one', async () => {
  expect(await allowanceFor({ calls: 60 }).ask(5)).toBe(3);
  expect(await allowanceFor({ calls: 59 }).ask(5)).toBe(2);
});

test('what an episode did not need goes to the next', async () => {
  const { ask, back } = allowanceFor({ calls: 60 });
  expect(await ask(5)).toBe(3);
  expect(await back(20)).toBe(3);
  expect(await back(5)).toBe(3);
  expect(await back(5)).toBe(4); // 30 made, one of twenty may follow
});

test('money is reckoned by what calls have cost so far; before, one at a time', async () => {
  const { ask, back } = allowanceFor({ money: 1 });
  expect(await ask(5)).toBe(1);
  expect(await back(20, 0.2)).toBe(5); // 0.01 a call: four more at once cost 0.8
});

test('one is always handed out when none is out, since calls may be left', async () => {
  expect(await allowanceFor({ calls: 1 }).ask(2)).toBe(1);
});
