import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** How long a form that was sent in vain may be sent again, in milliseconds. */
export const sealedFormLifetime = 24 * 60 * 60 * 1000;

/** Keeps what somebody entered in a page, where nobody else can read it. */
export interface SealedForms {
  /** Names a person in forms, always the same, to nobody who does not hold the secret of this installation. */
  markOf(userId: string): string;
  /** The form, readable for the person with this mark alone; `at` is the moment from which it counts as kept. */
  seal(mark: string, form: string, at: Date): string;
  /** Null: not sealed here, not for the person with this mark, or too long ago. */
  open(mark: string, sealed: string, now: Date): string | null;
}

const cipher = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/**
 * AES-256-GCM under a key derived from the secret that signs sessions; the mark is authenticated with the form, so a form sealed
 * for one person does not open for another. It is packed first, since a page carries it both ways over a slow link.
 */
export function createSealedForms(secret: string): SealedForms {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `peerbridge ${purpose}`, 32));
  const markKey = derive('marks of people in forms');
  const formKey = derive('sealed forms');

  return {
    markOf: (userId) =>
      createHmac('sha256', markKey).update(userId).digest('base64url').slice(0, 22),

    seal(mark, form, at) {
      const iv = randomBytes(ivLength);
      const seal = createCipheriv(cipher, formKey, iv).setAAD(Buffer.from(mark));
      const packed = deflateRawSync(JSON.stringify({ at: at.getTime(), form }));
      const hidden = Buffer.concat([seal.update(packed), seal.final()]);
      return Buffer.concat([iv, seal.getAuthTag(), hidden]).toString('base64url');
    },

    open(mark, sealed, now) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < ivLength + tagLength) return null;
      const opened = createDecipheriv(cipher, formKey, bytes.subarray(0, ivLength))
        .setAAD(Buffer.from(mark))
        .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
      const packed = opened.update(bytes.subarray(ivLength + tagLength));
      try {
        opened.final();
      } catch {
        return null;
      }
      const { at, form } = JSON.parse(inflateRawSync(packed).toString()) as {
        at: number;
        form: string;
      };
      return now.getTime() - at <= sealedFormLifetime ? form : null;
    },
  };
}
