import { roundFile } from '#lib/rounds/rounds.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => roundFile(event, event.params.id, 'problem');
