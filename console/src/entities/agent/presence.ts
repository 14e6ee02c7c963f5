import type { Presence } from '../../api/types.ts'
import type { Tone } from '../../ui/Badge.tsx'

export const PRESENCE_TONES: Record<Presence, Tone> = { available: 'ok', busy: 'warn', away: 'neutral' }
