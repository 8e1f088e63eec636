/** `npm run bench` runs every table, `npm run bench -- NAME` one of them. All timings live here, none in the tests. */
const tables: Readonly<Record<string, () => Promise<void>>> = {
  import: async () => (await import('./import.ts')).benchImport(100_000),
  quality: async () => (await import('./quality.ts')).benchQuality(),
  pairings: async () => (await import('./pairings.ts')).benchPairings(),
  rounds: async () => (await import('./rounds.ts')).benchRounds(),
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in tables));
if (unknown !== undefined) {
  process.stderr.write(
    `There is no benchmark "${unknown}". There are: ${Object.keys(tables).join(', ')}.\n`,
  );
  process.exit(2);
}
for (const name of names.length > 0 ? names : Object.keys(tables)) {
  console.log(`\n${name}`);
  await tables[name]?.();
}
