// While a round is searched for, its page tells how far that is and the best found so far; when there is a result, and
// when the reasons for it are there, it shows them. The words come from the server.
const live = document.getElementById('live');
const { round, proposal } = live.dataset;
const query = `subscription($id: ID!, $number: Int!, $locale: Locale!) {
  roundChanged(id: $id) {
    proposal(number: $number) {
      state explained progress(locale: $locale)
      search { seconds secondsAtMost found { summary(locale: $locale) } }
    }
  }
}`;

/** What the page shows: another state is another page. */
let shown = live.dataset.shown;
const shownOf = ({ state, explained, search }) =>
  [state, explained, search !== null, (search?.found ?? null) !== null].join();

function tell({ progress, search }) {
  const words = { progress, found: search?.found?.summary };
  for (const [name, text] of Object.entries(words)) {
    const place = document.querySelector(`[data-words=${name}]`);
    if (place && text && place.textContent !== text) place.textContent = text;
  }
  const bar = document.querySelector('main progress');
  if (bar && search) [bar.max, bar.value] = [search.secondsAtMost, search.seconds];
}

/** Puts the page as it is now in the place of what is shown; what somebody is doing there stays as it is. */
async function renew() {
  const response = await fetch(location.href);
  if (!response.ok || response.redirected) return false;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const part = (document_) => document_.querySelector('[data-live=round]');
  const [before, after] = [part(document), part(page)];
  if (!before || !after) return false;
  const entered = new Map(
    [...before.querySelectorAll('textarea, input:not([type=hidden])')].map((field) => [
      field.name,
      [field.value, field.checked],
    ]),
  );
  const open = new Set([...before.querySelectorAll('details[open] > summary')].map(textOf));
  const at = document.activeElement;
  const here = at && before.contains(at) && `${at.tagName}[name="${at.name}"][value="${at.value}"]`;
  before.replaceWith(document.adoptNode(after));
  for (const field of after.querySelectorAll('textarea, input:not([type=hidden])'))
    if (entered.has(field.name)) [field.value, field.checked] = entered.get(field.name);
  for (const summary of after.querySelectorAll('details > summary'))
    if (open.has(textOf(summary))) summary.parentElement.open = true;
  if (here) after.querySelector(here)?.focus();
  // Heard by those who do not see the page change.
  const said = after.querySelector('[data-said]')?.textContent.trim() ?? '';
  if (said !== live.textContent) live.textContent = said;
  return true;
}

const textOf = ({ textContent }) => textContent;

void globalThis.hear(
  query,
  { id: round, number: Number(proposal), locale: document.documentElement.lang },
  3,
  async ({ roundChanged }) => {
    const now = roundChanged?.proposal;
    if (!now) return false;
    tell(now);
    if (shownOf(now) !== shown && (await renew())) shown = shownOf(now);
    return (
      shown === shownOf(now) && now.state !== 'SOLVING' && (now.state !== 'SOLVED' || now.explained)
    );
  },
);
