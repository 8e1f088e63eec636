import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The front door has no language; the visitor's browser says which one to open. */
export const GET: RequestHandler = ({ locals }) => redirect(307, `/${locals.locale}`);
