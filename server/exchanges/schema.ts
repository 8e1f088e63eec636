// The exchanges' part of the API, a file for each thing that can be asked or done.
import './schema/answers.ts';
import './schema/ends.ts';
import './schema/errors.ts';
import './schema/queries.ts';
import './schema/request.ts';
import './schema/running.ts';
