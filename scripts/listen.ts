import { createServer, type RequestListener, type Server } from 'node:http';

/** A listening server: its port, and how to end it. */
export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface ListenOptions {
  /** Addresses to listen on, the same port on each. One the machine does not have is left out, save the first. */
  readonly hosts: readonly string[];
  /** 0: any free port. */
  readonly port: number;
  /** How many ports above it to try where it is taken; 0 if absent. */
  readonly tries?: number;
}

/**
 * Serves on the first port, from the wanted one up, that is free on all hosts.
 * @throws Error EADDRINUSE where all of them are taken.
 */
export async function listen(handler: RequestListener, { hosts, port, tries = 0 }: ListenOptions): Promise<Listening> {
  for (let attempt = 0; ; attempt += 1) {
    const servers: Server[] = [];
    try {
      const used = await listenOnAll(handler, hosts, port === 0 ? 0 : port + attempt, servers);
      return { port: used, close: () => closeAll(servers) };
    } catch (error) {
      await closeAll(servers);
      // Port 0 was free on the first host and taken on the second: another draw will do.
      if (codeOf(error) !== 'EADDRINUSE' || attempt >= (port === 0 ? 5 : tries)) throw error;
    }
  }
}

async function listenOnAll(handler: RequestListener, hosts: readonly string[], port: number, servers: Server[]): Promise<number> {
  let used = port;
  for (const [index, host] of hosts.entries()) {
    const server = createServer(handler);
    try {
      used = await listenOnOne(server, host, used);
      servers.push(server);
    } catch (error) {
      const isMissing = codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT';
      if (index === 0 || !isMissing) throw error;
    }
  }
  return used;
}

function listenOnOne(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
