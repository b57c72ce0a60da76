import { expect, test } from 'vitest';
import { Gate } from '../../../../kernel-lib/src/edge/chat/gate';

const limits = { start: 4, most: 10, coolDownMs: 100 };

/** A gate whose clock the test moves. */
function gateAt() {
  const clock = { ms: 0 };
  return { gate: new Gate(limits, () => clock.ms), clock };
}

test('it lets through as many calls as it is wide, the next when one is over', async () => {
  const { gate } = gateAt();
  const ends: (() => void)[] = [];
  let begun = 0;
  const call = () => {
    begun++;
    return new Promise<void>(resolve => ends.push(resolve));
  };
  const calls = Array.from({ length: 6 }, () => gate.through(call));
  await expect.poll(() => begun).toBe(4);
  ends[0]!();
  await calls[0];
  await expect.poll(() => begun).toBe(5);
  for (let i = 1; i < 5; i++) ends[i]!();
  await expect.poll(() => begun).toBe(6);
  ends[5]!();
  await Promise.all(calls);
});

test('while all goes well it widens by one an answer, up to its most', () => {
  const { gate } = gateAt();
  for (let i = 0; i < 3; i++) gate.wentWell();
  expect(gate.width).toBe(7);
  for (let i = 0; i < 9; i++) gate.wentWell();
  expect(gate.width).toBe(10);
});

test('after too many requests it narrows by a fifth, once for all refusals of a moment', () => {
  const { gate } = gateAt();
  for (let i = 0; i < 6; i++) gate.wentWell();
  gate.tooMany();
  gate.tooMany();
  expect(gate.width).toBe(8);
});

test.each([
  ['too many requests', (gate: Gate) => gate.tooMany(), 3],
  ['trouble of the server', (gate: Gate) => gate.stumbled(), 4]
])('after %s it does not grow until it has cooled down, and then slowly', (_, trouble, width) => {
  const { gate, clock } = gateAt();
  trouble(gate);
  clock.ms = 99;
  for (let i = 0; i < 50; i++) gate.wentWell();
  expect(gate.width).toBe(width);
  clock.ms = 100;
  for (let i = 0; i < width - 1; i++) gate.wentWell();
  expect(gate.width).toBe(width);
  for (let i = 0; i < width; i++) gate.wentWell();
  expect(gate.width).toBe(width + 1);
});

test('it never closes altogether', () => {
  const { gate, clock } = gateAt();
  for (let i = 0; i < 30; i++) {
    gate.tooMany();
    clock.ms += 100;
  }
  expect(gate.width).toBe(1);
});

test('a call that fails gives its place free and passes its error on', async () => {
  const { gate } = gateAt();
  const failing = () => Promise.reject(new Error('no'));
  for (let i = 0; i < 9; i++) await expect(gate.through(failing)).rejects.toThrow('no');
});

test('after too many requests with a wait it is closed for so long, at most a minute', () => {
  const { gate, clock } = gateAt();
  expect(gate.closedForMs()).toBe(0);
  gate.tooMany(3000);
  clock.ms = 1000;
  expect(gate.closedForMs()).toBe(2000);
  gate.tooMany(500); // a shorter wait opens nothing earlier
  expect(gate.closedForMs()).toBe(2000);
  clock.ms = 3000;
  expect(gate.closedForMs()).toBe(0);
  gate.tooMany(3_600_000);
  expect(gate.closedForMs()).toBe(60_000);
});

test('it counts the calls that were answered, and those that reached nobody', () => {
  const { gate } = gateAt();
  const failure = new Error('nobody is there');
  gate.answered();
  gate.unreached(failure);
  expect(gate.contact).toEqual({ answers: 1, misses: 1, lastMiss: failure });
});
