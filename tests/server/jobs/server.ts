import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { openDatabase } from '../../../server/database/database.ts';
import { createListener } from '../../../server/listener.ts';

/** The server as `npm start` has it, without pages and without a demonstration, so that it starts at once. */
const config = readConfig(process.env);
const database = await openDatabase(config);
const app = await createApp(config, database);
const server = createServer(
  createListener(
    Promise.resolve({ app, web: (_request, response) => void response.writeHead(404).end() }),
  ),
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
await app.jobs.start(address);
process.stdout.write(`Peerbridge is at ${address}\n`);
