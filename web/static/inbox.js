// While the inbox is open it learns of what is new: the count beside "Inbox", the title of the window, and a line that
// leads there. Without this script, or without a connection, the page is as it was when it was loaded.
const news = document.getElementById('live');
const known = Number(news.dataset.unread);
const title = document.title;
const query = 'subscription { inbox { unreadCount } }';

function tell(count) {
  const badge = document.querySelector('[data-unread-count]');
  const number = new Intl.NumberFormat(document.documentElement.lang).format(count);
  if (badge) badge.textContent = number;
  document.title = count > known ? `(${number}) ${title}` : title;
  news.hidden = count <= known;
}

async function listen() {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
  });
  if (!response.ok || !response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (text + value).split('\n\n');
    text = parts.pop();
    for (const part of parts) {
      const data = /^data: (\{.*)$/m.exec(part);
      const count = data && JSON.parse(data[1]).data?.inbox?.unreadCount;
      if (typeof count === 'number') tell(count);
    }
  }
}

// A connection that breaks is tried again, ever more seldom.
async function keepListening(seconds) {
  await listen().catch(() => undefined);
  if (seconds < 3600) setTimeout(() => keepListening(seconds * 2), seconds * 1000);
}

if ('TextDecoderStream' in globalThis) void keepListening(30);
