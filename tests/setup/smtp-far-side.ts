import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A real SMTP server on the loopback, and what it took. */
export interface SmtpFarSide {
  readonly port: number;
  /** messages whose end it has read, whether or not it said so: raw, with their recipients */
  readonly taken: { to: string[]; raw: string }[];
  /** sessions that were opened */
  readonly sessions: () => number;
  close(): Promise<void>;
}

/** @param changes what it does otherwise than take everything */
export async function smtpFarSide(
  changes: SMTPServerOptions = {},
  onTaken: (answer: (error?: Error | null) => void, session: { socket: Socket | undefined }) => void = (
    answer,
  ) => answer(),
): Promise<SmtpFarSide> {
  const taken: SmtpFarSide['taken'] = [];
  const sockets = new Set<Socket>();
  let sessions = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    // Hanging sessions of a test end with it.
    closeTimeout: 100,
    onConnect(_session, callback) {
      sessions += 1;
      callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        taken.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        const socket = [...sockets].find((one) => one.remotePort === session.remotePort);
        onTaken(callback, { socket });
      });
    },
    ...changes,
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // A client that hangs up in the middle is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    sessions: () => sessions,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(resolve);
      }),
  };
}

/** An SMTP server that says what a script says, line by line, for what no well-behaved server does. */
export async function scriptedSmtp(
  onLine: (line: string, say: (text: string) => void, socket: Socket) => void,
) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let rest = '';
    const say = (text: string) => void socket.write(text);
    onLine('', say, socket);
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line, say, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    sessions: () => sockets.size,
    close: () =>
      new Promise<unknown>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(resolve);
      }),
  };
}

/** @returns the headers of a message, unfolded, and its parts as they are read */
export function readMail(raw: string): { headers: string[]; parts: string[] } {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const headers = unfold(head);
  const boundary = /boundary="?([^"\r\n;]+)"?/.exec(head)?.[1];
  const sections = boundary === undefined ? [raw] : raw.split(`--${boundary}`).slice(1, -1);
  const parts = sections.map((section) => {
    const [partHead = '', ...rest] = section.replace(/^\r\n/, '').split('\r\n\r\n');
    return decoded(rest.join('\r\n\r\n'), partHead.toLowerCase());
  });
  return { headers, parts };
}

const unfold = (head: string) => head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');

function decoded(body: string, head: string): string {
  if (head.includes('encoding: base64')) return Buffer.from(body, 'base64').toString('utf8');
  if (!head.includes('encoding: quoted-printable')) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
