import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { StoredFile } from '../../../entities/message/files.ts'
import type { Conversation } from '../../../api/types.ts'
import { newKey } from '../../../lib/ids.ts'
import type { Timeline } from '../../../entities/message/timeline.ts'
import { cx } from '../../../ui/cx.ts'
import { Notice } from '../../../ui/Notice.tsx'
import type { allowed } from '../../../entities/conversation/steps.ts'
import { AttachmentTray } from './AttachmentTray.tsx'
import { Closed } from './Closed.tsx'
import { ComposerField } from './ComposerField.tsx'
import { ComposerTabs } from './ComposerTabs.tsx'
import { ComposerTools } from './ComposerTools.tsx'
import { contentOf } from './content.ts'
import { asNote, cleared } from './drafts.ts'
import { Gate } from './Gate.tsx'
import type { ComposerHandle, ComposerMode } from './handle.ts'
import { KeptDraft } from './KeptDraft.tsx'
import { LossLine } from './LossLine.tsx'
import { MenuBuilder } from './MenuBuilder.tsx'
import { PlanLine } from './PlanLine.tsx'
import { ReplyingTo } from './ReplyingTo.tsx'
import { StatusLine } from './StatusLine.tsx'
import { useDraft } from './useDraft.ts'
import { useFirstInPublic } from './useFirstInPublic.ts'
import { useOpenWindow } from './useOpenWindow.ts'
import { TroubleNotice } from '../../../entities/channel/Trouble.tsx'
import { useOutbox } from '../../../entities/message/useOutbox.ts'
import { usePlan } from './usePlan.ts'
import { useSecondPress } from './useSecondPress.ts'
import { useWriting } from './useWriting.ts'
import { useUploads } from './useUploads.ts'

export interface ComposerProps {
  conversation: Conversation
  may: ReturnType<typeof allowed>
  handle: ComposerHandle
  timeline: Timeline
}

export function Composer({ conversation, may, handle, timeline }: ComposerProps) {
  const { t } = useTranslation()
  const { id, channel, contact, status } = conversation
  const { draft, side, set, write } = useDraft(id)
  const { mode } = draft
  const outbox = useOutbox()
  const field = useRef<HTMLTextAreaElement>(null)
  const [dragging, drag] = useState(false)
  const uploads = useUploads(useCallback((file: StoredFile) => write((old) => ({ files: [...old.files, file] })), [write]))

  const writing = useWriting(id)
  const content = contentOf(side)
  const note = mode === 'note'
  const canWrite = useOpenWindow(conversation)
  const open = note || (may.reply && canWrite)
  const planned = usePlan(id, content, !note && open)
  const inPublic = conversation.surface === 'comment'
  const firstInPublic = useFirstInPublic(conversation, timeline)
  const second = useSecondPress(!note && firstInPublic, content)
  const ready = open && content.length > 0 && uploads.running.length === 0 && !planned?.refusal

  // Before a key that was held can ask for it.
  useLayoutEffect(() => {
    const focus = (next: ComposerMode): void => {
      // At once, so that what is typed next goes where it belongs.
      flushSync(() => set((old) => ({ ...old, mode: next })))
      field.current?.focus()
    }
    return handle.connect({
      focus,
      replyTo(message) {
        set((old) => ({ ...old, mode: 'reply', reply: { ...old.reply, replyTo: message.id } }))
        focus('reply')
      },
    })
  }, [handle, set])

  // Whoever asked here to claim it wants to write here.
  const asked = useRef(false)
  useEffect(() => {
    if (!may.reply || !asked.current) return
    asked.current = false
    field.current?.focus()
  }, [may.reply])

  const send = (): void => {
    if (!ready) return
    field.current?.focus()
    if (!second.pressed()) return
    set(cleared)
    void outbox.send({
      conversationId: id,
      direction: note ? 'note' : 'out',
      content,
      key: newKey(),
      ...(side.replyTo !== null && { replyTo: side.replyTo }),
    })
  }

  const keepAsNote = (): void => {
    set(asNote)
    handle.focus('note')
  }

  const dropped = (event: React.DragEvent): void => {
    event.preventDefault()
    drag(false)
    if (open) uploads.add(event.dataTransfer.files)
  }

  return (
    <div className="px-3 pb-3 md:px-4 md:pb-4">
      <div
        onDragOver={(event) => {
          event.preventDefault()
          if (event.dataTransfer.types.includes('Files')) drag(true)
        }}
        onDragLeave={() => drag(false)}
        onDrop={dropped}
        className={cx(
          'relative mx-auto max-w-4xl rounded-xl border shadow-raised transition-colors focus-within:ring-2',
          note
            ? 'border-warn-line bg-warn-soft focus-within:ring-warn-line'
            : 'border-line-strong bg-surface focus-within:border-accent-ink focus-within:ring-accent-line',
        )}
      >
        {(note || status !== 'resolved') && <StatusLine conversation={conversation} note={note} asking={second.asking} open={canWrite} />}
        <ComposerTabs mode={mode} onChange={(next) => handle.focus(next)} />
        {!note && status !== 'resolved' && <TroubleNotice channel={channel} className="mx-3 mt-2" />}
        {!note && may.reply && contact.blocked && (
          <Notice tone="warn" className="mx-3 mt-2">
            {t('composer.blocked')}
          </Notice>
        )}
        {!note && status !== 'resolved' && !canWrite && (
          <Closed conversation={conversation} timeline={timeline} hasDraft={content.length > 0} />
        )}
        {!note && !may.reply ? (
          <>
            <LossLine conversationId={id} />
            {side.text.trim() !== '' && <KeptDraft text={side.text} onNote={keepAsNote} />}
            <Gate conversation={conversation} may={may} onAsk={() => (asked.current = true)} />
          </>
        ) : (
          <>
            {side.replyTo !== null && <ReplyingTo id={side.replyTo} timeline={timeline} onClear={() => write({ replyTo: null })} />}
            <AttachmentTray
              files={side.files}
              uploads={uploads.running}
              onRemove={(file) => write((old) => ({ files: old.files.filter((one) => one.id !== file) }))}
              onCancel={uploads.cancel}
            />
            {side.options && !note && (
              <MenuBuilder options={side.options} onChange={(options) => write({ options })} onClose={() => write({ options: null })} />
            )}
            <ComposerField
              ref={field}
              value={side.text}
              label={t(note ? 'composer.note' : side.options ? 'composer.prompt' : inPublic ? 'talk.publicReply' : 'composer.reply')}
              onChange={(text) => {
                write({ text })
                if (!note) writing(text)
              }}
              onSend={send}
              onFiles={uploads.add}
            />
            {planned && !note && <PlanLine content={content} {...planned} />}
            <ComposerTools
              note={note}
              ready={ready && !second.early}
              asking={second.asking}
              menu={side.options !== null}
              onFiles={uploads.add}
              onMenu={() => write(({ options }) => ({ options: options === null ? ['', ''] : null }))}
              onSend={send}
            />
          </>
        )}
        {dragging && open && (
          <div className="pointer-events-none absolute inset-0 flex items-center justify-center rounded-xl border-2 border-dashed border-accent-ink bg-accent-soft/95 text-sm font-medium text-accent-ink">
            {t('composer.drop')}
          </div>
        )}
      </div>
    </div>
  )
}
