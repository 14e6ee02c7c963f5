import type { Message } from '../../../api/types.ts'
import { MarkedText } from '../MarkedText.tsx'
import { CardPart, LinkPart, LocationPart, MenuPart, PressPart, QuotePart, UnsupportedPart } from './Cards.tsx'
import { MediaPart } from './MediaPart.tsx'
import type { FileState } from './types.ts'

export interface PartViewProps {
  part: Message['content'][number]
  fileState: FileState
}

/** One part of a message, whatever it is. */
export function PartView({ part, fileState }: PartViewProps) {
  switch (part.type) {
    case 'text':
      return (
        <p>
          <MarkedText text={part.text} marks={part.marks} />
        </p>
      )
    case 'location':
      return <LocationPart part={part} />
    case 'contact':
      return <CardPart part={part} />
    case 'link':
      return <LinkPart part={part} />
    case 'menu':
      return <MenuPart part={part} />
    case 'press':
      return <PressPart part={part} />
    case 'quote':
      return <QuotePart part={part} />
    case 'unsupported':
      return <UnsupportedPart part={part} />
    default:
      return <MediaPart part={part} state={fileState} />
  }
}
