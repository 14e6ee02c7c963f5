import type { Mark } from './content.ts'
import { cutMarks, spellLinks } from './marks.ts'
import { type Button, type Loss, type Plan, type Refusal, type SegmentBody, isRefusal } from './outgoing.ts'
import { split } from './split.ts'
import type { Surface } from './surface.ts'

type TextSegment = Extract<SegmentBody, { type: 'text' }>

/** A text in as few segments as it needs; none where there is nothing to read. Buttons stand below the last. */
export function planText(text: string, marks: Mark[], part: number, surface: Surface, buttons?: Button[][]): Plan | Refusal {
  const { max, unit, format } = surface.text
  const plain = format === 'plain'
  const shown = plain ? spellLinks(text, marks) : text
  const pieces = split(shown, max, unit)
  if (!pieces) return { code: 'too-long', part, limit: max }

  const segments = pieces.map((piece): TextSegment => {
    const cut = plain ? [] : cutMarks(marks, piece)
    return { type: 'text', text: shown.slice(piece.start, piece.end), ...(cut.length > 0 && { marks: cut }) }
  })
  const last = segments.at(-1)
  if (last && buttons) last.buttons = buttons

  const losses: Loss[] = []
  if (plain && marks.length > 0) losses.push({ code: 'marks-dropped', part })
  if (segments.length > 1) losses.push({ code: 'split', part, into: segments.length })
  return { segments, losses }
}

/** What the surface can only say in words. */
export function planAsText(lines: (string | undefined)[], part: number, surface: Surface): Plan | Refusal {
  return withLoss(planText(joinLines(lines), [], part, surface), { code: 'as-text', part })
}

export const joinLines = (lines: (string | undefined)[]): string => lines.filter(Boolean).join('\n')

export const withLoss = (planned: Plan | Refusal, loss: Loss): Plan | Refusal =>
  isRefusal(planned) ? planned : { ...planned, losses: [loss, ...planned.losses] }
