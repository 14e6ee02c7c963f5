import type { Mark, MediaFacts } from './content.ts'

export interface Button {
  id: string
  label: string
}

/** One platform call's worth of a message, ready to be sent: every limit of the surface is kept. */
export type SegmentBody =
  | { type: 'text'; text: string; marks?: Mark[]; buttons?: Button[][] }
  | ({ type: 'media'; as: 'image' | 'audio' | 'video' | 'file'; file: string; caption?: string; marks?: Mark[] } & MediaFacts)
  | { type: 'location'; latitude: number; longitude: number; name?: string; address?: string }

/** Something that the surface cannot carry as it was written. Stable codes; the console has the words. */
export type Loss =
  | { code: 'marks-dropped'; part: number }
  | { code: 'split'; part: number; into: number }
  | { code: 'buttons-as-text'; part: number }
  | { code: 'label-cut'; part: number; option: string }
  | { code: 'caption-separate'; part: number }
  | { code: 'media-as-file'; part: number }
  | { code: 'media-as-link'; part: number }
  | { code: 'as-text'; part: number }

export type RefusalCode =
  | 'empty'
  | 'window-closed'
  | 'window-too-small'
  | 'file-too-large'
  | 'file-type'
  | 'media-unsupported'
  | 'part-unsupported'
  | 'too-long'

export interface Refusal {
  code: RefusalCode
  part?: number
  /** What the limit is, where there is one. */
  limit?: number
}

export interface Plan {
  segments: SegmentBody[]
  losses: Loss[]
}

export const isRefusal = (result: Plan | Refusal): result is Refusal => 'code' in result
