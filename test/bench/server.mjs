/*
 * An OpenAI-compatible server that answers after a given time: agents with a line, the judge with
 * scores. Usage: node server.mjs <latency in ms>; it prints its address.
 */
import { createServer } from 'node:http';

const latency = Number(process.argv[2] ?? 0);

const dimensions = {
  believability: 8,
  relationship: 2,
  knowledge: 3,
  secret: 0,
  social_rules: 0,
  financial_and_material_benefits: 1,
  goal: 6
};
const scores = Object.fromEntries(
  Object.entries(dimensions).map(([name, score]) => [name, ['Judged by what was said.', score]])
);
const verdict = JSON.stringify({ agent_1_evaluation: scores, agent_2_evaluation: scores });
const peerVerdict = JSON.stringify({ evaluations: { agent_1: scores, agent_2: scores } });

function answerTo({ model, messages }) {
  const prompt = messages.map(({ content }) => content).join('\n');
  const turn = /You are at Turn #(\d+)/.exec(prompt)?.[1];
  const argument = `This is turn ${turn}: I see your point, and would like us to meet halfway.`;
  const judged = prompt.includes("'evaluations'") ? peerVerdict : verdict;
  const content = turn === undefined ? judged : JSON.stringify({ action_type: 'speak', argument });
  const tokens = [prompt.length, content.length].map(length => Math.ceil(length / 4));
  return JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: tokens[0], completion_tokens: tokens[1] }
  });
}

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', () => {
    const text = answerTo(JSON.parse(Buffer.concat(parts).toString()));
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text)
    };
    const send = () => response.writeHead(200, headers).end(text);
    if (latency > 0) setTimeout(send, latency);
    else send();
  });
});
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', 4096, () => {
  console.log(`http://127.0.0.1:${server.address().port}/v1`);
});
