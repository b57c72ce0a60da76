import type { Download } from '../../edge/download';

/** A published data set: where it is, under which licence, and who made it. */
export interface Corpus {
  readonly title: string;
  readonly licence: string;
  /** Where its makers say what it is. */
  readonly page: string;
  readonly files: readonly (Download & { readonly name: string })[];
}

const ai2 = 'https://storage.googleapis.com/ai2-mosaic-public/projects/social-chemistry/data';
const ai2Iqa = 'https://storage.googleapis.com/ai2-mosaic/public/socialiqa';
const hub = 'https://huggingface.co/datasets/cmu-lti';
const profiles = 'https://raw.githubusercontent.com/sotopia-lab/sotopia-space/main/profiles';
const lists =
  'https://raw.githubusercontent.com/sotopia-lab/sotopia-pi/main/data_generate/env_files';
const socialIqaDigest = 'ee073914a0fc33265cfbcfc50ec20df9b2e07809c3f420f599138d1f394ef5c3';

/**
 * What `fetch` downloads. A size or a checksum stands here only where it is published.
 *
 * Source: the data sets' own pages; of Social IQa, allenai/rainbow.
 * Differs: NormBank's own address is a shared folder that no program can read, so the copy
 * beside sotopia-pi's data is taken.
 */
export const corpora = {
  'social-chemistry': {
    title: 'Social Chemistry 101 (Forbes and others, 2020)',
    licence: 'CC BY-SA 4.0',
    page: 'https://github.com/mbforbes/social-chemistry-101',
    files: [{ name: 'social-chem-101.zip', url: `${ai2}/social-chem-101.zip` }]
  },
  'social-iqa': {
    title: 'Social IQa (Sap and others, 2019)',
    licence: 'not stated with the data; copies say CC BY 4.0. Ask its makers before you pass it on',
    page: 'https://huggingface.co/datasets/allenai/social_i_qa',
    files: [
      {
        name: 'socialiqa-train-dev.zip',
        url: `${ai2Iqa}/socialiqa-train-dev.zip`,
        size: 2_198_056,
        sha256: socialIqaDigest
      }
    ]
  },
  normbank: {
    title: 'NormBank (Ziems and others, 2023)',
    licence: 'CC BY-SA 4.0',
    page: 'https://github.com/SALT-NLP/normbank',
    files: [{ name: 'NormBank.csv', url: `${hub}/sotopia-pi/resolve/main/NormBank.csv` }]
  },
  sotopia: {
    title: 'Sotopia, episodes and profiles (Zhou and others, 2024)',
    licence: 'CC BY-SA 4.0',
    page: `${hub}/sotopia`,
    files: [
      {
        name: 'sotopia_episodes_v1.jsonl',
        url: `${hub}/sotopia/resolve/main/sotopia_episodes_v1.jsonl`
      },
      { name: 'agent_profiles.jsonl', url: `${profiles}/agent_profiles.jsonl` },
      { name: 'environment_profiles.jsonl', url: `${profiles}/environment_profiles.jsonl` },
      { name: 'relationship_profiles.jsonl', url: `${profiles}/relationship_profiles.jsonl` },
      { name: 'env_agent_combo_storages.jsonl', url: `${profiles}/env_agent_combo_storages.jsonl` }
    ]
  },
  'sotopia-pi': {
    title: 'Sotopia-π, episodes and prompts (Wang and others, 2024)',
    licence: 'CC BY-SA 4.0',
    page: `${hub}/sotopia-pi`,
    files: [
      {
        name: 'sotopia_pi_episodes.jsonl',
        url: `${hub}/sotopia-pi/resolve/main/sotopia_pi_episodes.jsonl`
      },
      {
        name: 'inspirational_prompt.csv',
        url: `${hub}/sotopia-pi/resolve/main/inspirational_prompt.csv`
      },
      { name: 'used_prompt.csv', url: `${lists}/used_prompt.csv` },
      { name: 'used_env.json', url: `${lists}/used_env.json` }
    ]
  },
  mmlu: {
    title: 'MMLU (Hendrycks and others, 2021)',
    licence: 'MIT',
    page: 'https://github.com/hendrycks/test',
    files: [{ name: 'data.tar', url: 'https://people.eecs.berkeley.edu/~hendrycks/data.tar' }]
  }
} as const satisfies Record<string, Corpus>;

/** A data set that can be fetched. */
export type CorpusName = keyof typeof corpora;
