import { useLoss } from '../../../entities/conversation/losses.ts'
import { useLossWords } from '../../../entities/conversation/useLossWords.ts'
import { Notice } from '../../../ui/Notice.tsx'

/** That somebody else took the conversation, said at once where it was being answered. */
export function LossLine({ conversationId }: { conversationId: string }) {
  const loss = useLoss(conversationId)
  const words = useLossWords()
  if (!loss) return null
  return (
    <div role="alert" className="mx-3 mt-2.5">
      <Notice tone="warn">{words(loss, false)}</Notice>
    </div>
  )
}
