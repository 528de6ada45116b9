import { createServer, connect } from 'node:net';
import { UserError } from '../user-error.ts';

/** A port of this machine that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return listenOnce(0);
}

/**
 * The port asked for, or a free one if none was.
 *
 * @throws UserError when somebody listens on the port asked for
 */
export async function claimPort(wanted: number | undefined, what: string): Promise<number> {
  try {
    return await listenOnce(wanted ?? 0);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new UserError(
        `Port ${wanted} for ${what} is already in use: stop what listens there or choose another.`,
      );
    }
    if (code === 'EACCES') {
      throw new UserError(
        `Port ${wanted} for ${what} may not be opened by this user: choose one above 1023.`,
      );
    }
    throw error;
  }
}

/** Whether anybody accepts connections at an address. */
export function accepts(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 2_000 });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
