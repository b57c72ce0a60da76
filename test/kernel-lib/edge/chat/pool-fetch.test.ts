import { expect, test } from 'vitest';
import { pooledFetch } from '../../../../kernel-lib/src/edge/chat/pool-fetch';

test.each(['data:,', 'file:///etc/hosts', 'local:x'])(
  'an address that is no server is refused at once: %s',
  async address => {
    await expect(pooledFetch()(address)).rejects.toThrow(/^no server can be asked by/);
  }
);
