import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from 'react-aria-components/Button'
import type { Message } from '../../../api/types.ts'
import { PartView } from '../../../entities/message/parts/PartView.tsx'
import type { FileState } from '../../../entities/message/parts/types.ts'

/** The parts of a message; what was taken back is behind a click. */
export function MessageBody({ message }: { message: Message }) {
  const { t } = useTranslation()
  const [shown, show] = useState(false)
  const { content, recalled, pendingFiles, failedFiles } = message
  const stateOf = (file: string): FileState => (pendingFiles.includes(file) ? 'pending' : failedFiles.includes(file) ? 'failed' : 'stored')
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
      {content.map((part, index) => (
        // The parts of a message keep their places.
        <PartView key={`${index}-${part.type}`} part={part} fileState={'file' in part ? stateOf(part.file) : 'stored'} />
      ))}
      {recalled && <span className="text-2xs text-muted">{t('message.recalled')}</span>}
    </>
  )
}
