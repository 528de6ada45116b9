import type { Channel } from '../../domain/strategy/schema.ts';
import type { ChannelAdapter, ChannelRouter } from './ports.ts';

/** The channels that are set up, each with its adapter. */
export type RealChannels = Partial<Record<Channel, ChannelAdapter>>;

/** @returns the adapter of each channel that is set up, the sandbox for all others */
export function channelRouter(real: RealChannels, sandbox: ChannelAdapter): ChannelRouter {
  return (channel) => real[channel] ?? sandbox;
}
