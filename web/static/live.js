// What pages that learn of changes while they are open have in common. Without scripts, or without a connection, they
// are as they were when they were loaded.

/**
 * Calls back with the data of each event of a GraphQL subscription, until it is answered with `true`. A connection that
 * breaks is tried again after so many seconds, ever more seldom.
 */
globalThis.hear = async function hear(query, variables, seconds, heard) {
  if (!('TextDecoderStream' in globalThis)) return;
  const isDone = await listen(query, variables, heard).catch(() => false);
  if (!isDone && seconds < 3600)
    setTimeout(() => hear(query, variables, seconds * 2, heard), seconds * 1000);
};

async function listen(query, variables, heard) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
  });
  if (!response.ok || !response.body) return false;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return false;
    const parts = (text + value).split('\n\n');
    text = parts.pop();
    for (const part of parts) {
      const event = /^data: (\{.*)$/m.exec(part);
      const data = event && JSON.parse(event[1]).data;
      if (data && (await heard(data))) {
        void reader.cancel();
        return true;
      }
    }
  }
}
