import './schema/exchange.ts';
import './schema/draft.ts';
import './schema/sign.ts';
