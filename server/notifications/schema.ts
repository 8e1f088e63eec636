import './schema/exchange.ts';
import './schema/inbox.ts';
import './schema/notification.ts';
import './schema/refused-addresses.ts';
import './schema/subscriptions.ts';
