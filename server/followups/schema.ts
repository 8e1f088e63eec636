// The follow-ups' part of the API.
import './schema/follow-up.ts';
import './schema/submit.ts';
