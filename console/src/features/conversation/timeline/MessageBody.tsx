import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { Button } from 'react-aria-components/Button'
import type { Message } from '../../../api/types.ts'
import { Album } from '../../../entities/message/parts/Album.tsx'
import { fileStateOf, isPicture, runsOf } from '../../../entities/message/parts/pictures.ts'
import { PartView } from '../../../entities/message/parts/PartView.tsx'
import type { FileState } from '../../../entities/message/parts/types.ts'

/** The parts of a message; what was taken back is behind a click. */
export function MessageBody({ message }: { message: Message }) {
  const { t } = useTranslation()
  const [shown, show] = useState(false)
  const { content, recalled } = message
  const stateOf = (file: string): FileState => fileStateOf(message, file)
  if (recalled && !shown) {
    return (
      <span className="flex items-center gap-2 text-sm text-muted">
        <Undo2 aria-hidden className="size-3.5" />
        {t('message.takenBack')}
        <Button onPress={() => show(true)} className="rounded text-xs underline underline-offset-2 data-hovered:text-ink">
          {t('message.showTakenBack')}
        </Button>
      </span>
    )
  }
  return (
    <>
      {runsOf(content).map(([part, ...more], index) => {
        // The parts of a message keep their places.
        const key = `${index}-${part?.type}`
        if (!part) return null
        if (more.length > 0) return <Album key={key} pictures={[part, ...more].filter(isPicture)} stateOf={stateOf} />
        return <PartView key={key} part={part} fileState={'file' in part ? stateOf(part.file) : 'stored'} />
      })}
      {recalled && <span className="text-2xs text-muted">{t('message.recalled')}</span>}
    </>
  )
}
