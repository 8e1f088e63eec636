// While a form that takes its time is on its way, it says so, and is not sent twice.
addEventListener('submit', (event) => {
  const words = event.target.querySelector('[data-sending]');
  if (!words) return;
  if (!words.hidden) event.preventDefault();
  words.hidden = false;
});

// Whoever comes back to the page may send it again.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  for (const words of document.querySelectorAll('[data-sending]')) words.hidden = true;
});
