/** How a demo is run. */
export interface DemoOptions {
  loans: number;
  seed: string;
  /** real seconds that a virtual day takes */
  daySeconds: number;
  /** end when all cases have ended */
  exit: boolean;
  /** real seconds after which a demo that is to end is given up */
  withinSeconds: number;
  port: number | undefined;
}
