import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { StoredFile } from '../../../entities/message/files.ts'
import { upload } from '../../../entities/message/files.ts'
import { explain } from '../../../lib/errors.ts'
import { newKey } from '../../../lib/ids.ts'

export interface Upload {
  key: string
  name: string
  /** 0 … 1. */
  progress: number
  /** Why it failed, in words. */
  error: string | null
}

export interface Uploads {
  running: Upload[]
  add: (files: Iterable<File>) => void
  cancel: (key: string) => void
}

/** Files on their way to the server; `onStored` gets each as it arrives. Leaving the conversation stops them. */
export function useUploads(onStored: (file: StoredFile) => void): Uploads {
  const { t } = useTranslation()
  const [running, setRunning] = useState<Upload[]>([])
  const controllers = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const all = controllers.current
    return () => {
      for (const controller of all.values()) controller.abort()
    }
  }, [])

  const change = (key: string, next: Partial<Upload>): void =>
    setRunning((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)))
  const remove = (key: string): void => {
    controllers.current.delete(key)
    setRunning((all) => all.filter((one) => one.key !== key))
  }

  const add = useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        const key = newKey()
        const controller = new AbortController()
        controllers.current.set(key, controller)
        setRunning((all) => [...all, { key, name: file.name, progress: 0, error: null }])
        upload(file, (progress) => change(key, { progress }), controller.signal).then(
          (stored) => {
            remove(key)
            onStored(stored)
          },
          (error: unknown) => change(key, { error: explain(error, t) }),
        )
      }
    },
    [onStored, t],
  )
  const cancel = useCallback((key: string) => {
    controllers.current.get(key)?.abort()
    remove(key)
  }, [])
  return { running, add, cancel }
}
