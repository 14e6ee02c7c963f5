import { clean } from './clean.ts'
import { type Content, type LocationPart, type Part, isMedia } from './content.ts'
import { type Plan, type Refusal, isRefusal } from './outgoing.ts'
import { planMedia } from './plan-media.ts'
import { planMenu } from './plan-menu.ts'
import { joinLines, planAsText, planText } from './plan-text.ts'
import type { Surface } from './surface.ts'

/** A permission to write that this send may spend: unexpired, of a fitting lane. `remaining` null: any number. */
export interface PlanGrant {
  remaining: number | null
}

/**
 * How `content` goes over `surface`: the platform calls it takes, each within every limit, and what is lost on the way.
 * Pure and total. Lengths are those of the plain text: markup that an adapter makes of marks is not counted.
 */
export function plan(content: Content, surface: Surface, grants: readonly PlanGrant[]): Plan | Refusal {
  const whole: Plan = { segments: [], losses: [] }
  for (const [index, part] of clean(content).entries()) {
    const planned = planPart(part, index, surface)
    if (isRefusal(planned)) return planned
    whole.segments.push(...planned.segments)
    whole.losses.push(...planned.losses)
  }
  if (whole.segments.length === 0) return { code: 'empty' }
  return refuseByWindow(whole.segments.length, surface, grants) ?? whole
}

function planPart(part: Part, index: number, surface: Surface): Plan | Refusal {
  if (isMedia(part)) return planMedia(part, index, surface)
  switch (part.type) {
    case 'text':
      return planText(part.text, part.marks ?? [], index, surface)
    case 'menu':
      return planMenu(part, index, surface)
    case 'location':
      return planLocation(part, index, surface)
    case 'contact':
      return planAsText([part.name, ...(part.phones ?? [])], index, surface)
    case 'link':
      return planText(joinLines([part.title, part.description, part.url]), [], index, surface)
    case 'quote':
      return planAsText([part.text.replaceAll(/^/gm, '> ')], index, surface)
    default:
      return { code: 'part-unsupported', part: index }
  }
}

function planLocation({ latitude, longitude, name, address }: LocationPart, index: number, surface: Surface): Plan | Refusal {
  if (!surface.location) return planAsText([name, address, `${latitude}, ${longitude}`], index, surface)
  return { segments: [{ type: 'location', latitude, longitude, ...(name && { name }), ...(address && { address }) }], losses: [] }
}

function refuseByWindow(segments: number, surface: Surface, grants: readonly PlanGrant[]): Refusal | null {
  if (surface.windows.length === 0) return null
  const left = grants.reduce((sum, { remaining }) => sum + Math.max(0, remaining ?? Infinity), 0)
  if (left === 0) return { code: 'window-closed' }
  return left < segments ? { code: 'window-too-small', limit: left } : null
}
