import type { Place } from './store/search.ts';

/** A cursor of the library holds the place that it marks, so that it outlives the note that stood there. */
export const cursorOfNote =
  /^note:(\d+(?:\.\d+)?(?:e-?\d+)?):(\d{1,14}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function cursorOf({ rank, publishedAt, id }: Place): string {
  return Buffer.from(`note:${rank}:${publishedAt.getTime()}:${id}`).toString('base64');
}

/** Of a cursor that `cursorOfNote` has accepted. */
export function placeOf(cursor: string): Place {
  const [, rank, at, id = ''] = cursorOfNote.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  return { rank: Number(rank), publishedAt: new Date(Number(at)), id };
}
