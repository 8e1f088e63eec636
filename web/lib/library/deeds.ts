/** What somebody just did about a note, which the page of the exchange confirms. */
export const noteDeeds = ['note-agreed', 'note-published', 'note-withdrawn'] as const;

export type NoteDeed = (typeof noteDeeds)[number];
