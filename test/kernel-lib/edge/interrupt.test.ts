import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { interruptsOf, stopHint } from '../../../kernel-lib/src/edge/interrupt';

test('an interrupt aborts the signal that was current, with a sentence as its reason', () => {
  const source = new EventEmitter();
  const signal = interruptsOf(source).current();
  expect(signal.aborted).toBe(false);
  source.emit('SIGINT');
  expect(signal.aborted).toBe(true);
  expect(String(signal.reason)).toContain('everything finished so far is kept');
});

test('what begins after an interrupt has a signal of its own, until the next one', () => {
  const source = new EventEmitter();
  const interrupts = interruptsOf(source);
  source.emit('SIGINT');
  const next = interrupts.current();
  expect(next.aborted).toBe(false);
  source.emit('SIGINT');
  expect(next.aborted).toBe(true);
});

test('a process is listened to once, however often it is asked for', () => {
  const source = new EventEmitter();
  expect(interruptsOf(source)).toBe(interruptsOf(source));
  expect(source.listenerCount('SIGINT')).toBe(1);
});

test('how work is stopped depends on where it runs', () => {
  expect([stopHint(false), stopHint(true)]).toEqual([
    'Ctrl+C stops',
    'interrupt the kernel to stop'
  ]);
  expect(stopHint()).toBe('Ctrl+C stops'); // no kernel here
});
