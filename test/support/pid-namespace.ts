import { spawnSync } from 'node:child_process';

/** Starts a program as the first process of a process-id namespace of its own, which sees its own `/proc`. */
export const unshared = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'] as const;

/** Why a test cannot make such namespaces; `undefined` where it can. */
export const noPidNamespace = reason();

function reason(): string | undefined {
  const [program, ...args] = [...unshared, 'true'];
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return undefined;
  return `no process-id namespaces here: ${error?.message ?? stderr.trim()}`;
}
