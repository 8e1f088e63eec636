// While the inbox is open it learns of what is new: the count beside "Inbox", the title of the window, and a line that
// leads there.
const news = document.getElementById('live');
const known = Number(news.dataset.unread);
const title = document.title;

function tell(count) {
  const badge = document.querySelector('[data-unread-count]');
  const number = new Intl.NumberFormat(document.documentElement.lang).format(count);
  if (badge) badge.textContent = number;
  document.title = count > known ? `(${number}) ${title}` : title;
  news.hidden = count <= known;
}

void globalThis.hear('subscription { inbox { unreadCount } }', {}, 30, ({ inbox }) => {
  if (inbox) tell(inbox.unreadCount);
});
