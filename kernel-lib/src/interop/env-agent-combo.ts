import { beyondOf, fieldsOf, idIn, plainText, unreadable, valid, type Fields } from './fields';
import { ImportedCasting } from './schema';

const ids = ['pk', 'combo_id'];

/** Whether a record is an EnvAgentComboStorage. */
export function isEnvAgentCombo(fields: Fields): boolean {
  return 'env_id' in fields && 'agent_ids' in fields;
}

/**
 * A Sotopia EnvAgentComboStorage: who plays a task, in seat order.
 *
 * Throws: LabError [interop/env-agent-combo] when it does not name two characters
 * Source: Sotopia `sotopia/database/env_agent_combo_storage.py`.
 */
export function readEnvAgentCombo(value: unknown, stem?: string): ImportedCasting {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable('env-agent-combo', 'a casting as a JSON object', value);
  const agents = fields.agent_ids;
  const casting = {
    id: idIn(fields, ids, 'casting', stem),
    task: plainText(fields.env_id),
    characters: Array.isArray(agents) ? agents.map(plainText) : agents,
    ...beyondOf(fields, [...ids, 'env_id', 'agent_ids'])
  };
  return valid(ImportedCasting, casting, 'env-agent-combo', 'a casting of two characters');
}

/** A casting as Sotopia stores it. */
export function toEnvAgentCombo({ id, task, characters, beyond }: ImportedCasting): Fields {
  return { pk: id, env_id: task, agent_ids: [...characters], ...beyond };
}
