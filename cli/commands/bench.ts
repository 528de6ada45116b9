import { Argument, type Command } from 'commander';
import { runCommand } from '../command.ts';

const BENCHES = {
  'contact-step': async () => (await import('../bench/contact-step.ts')).benchContactStep,
  'case-open': async () => (await import('../bench/case-open.ts')).benchCaseOpen,
  update: async () => (await import('../bench/update.ts')).benchUpdate,
  payment: async () => (await import('../bench/payment.ts')).benchPayment,
  gate: async () => (await import('../bench/gate.ts')).benchGate,
  'script-audit': async () => (await import('../bench/script-audit.ts')).benchScriptAudit,
  scoring: async () => (await import('../bench/scoring.ts')).benchScoring,
  simulate: async () => (await import('../bench/simulate.ts')).benchSimulate,
  assignment: async () => (await import('../bench/assignment.ts')).benchAssignment,
  memory: async () => (await import('../bench/memory.ts')).benchMemory,
} as const;
type BenchName = keyof typeof BENCHES;

/** Adds `arrears bench`. */
export function register(program: Command): void {
  program
    .command('bench')
    .summary('measure beside the bare engine')
    .description(
      'Runs one benchmark on servers of its own and prints one JSON line of figures: ours, the bare engine’s in the same run, and their ratio.',
    )
    .addArgument(new Argument('<name>', 'what to measure').choices(Object.keys(BENCHES)))
    .action((name: BenchName) =>
      runCommand({ json: true }, async ({ cleanup, progress, result }) => {
        const bench = await BENCHES[name]();
        result('', await bench({ cleanup, onProgress: progress.show }));
      }),
    );
}
