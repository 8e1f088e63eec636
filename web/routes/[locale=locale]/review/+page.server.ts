import { loadReview } from '#lib/review/review.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadReview(event);
