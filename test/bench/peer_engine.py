"""Lets sotopia play and rate the episodes that a run of ours holds: same server, same tasks, same people.

Usage: peer_engine.py <address> <run folder>; prints how long the work took.
"""

import asyncio
import json
import logging
import os
import resource
import sys
import time

from sotopia.agents import LLMAgent
from sotopia.database import AgentProfile, EnvironmentProfile, SotopiaDimensions
from sotopia.envs import ParallelSotopiaEnv
from sotopia.envs.evaluators import (
    EpisodeLLMEvaluator,
    EvaluationForAgents,
    RuleBasedTerminatedEvaluator,
)
from sotopia.server import arun_one_episode

address, folder = sys.argv[1:]
model = f"custom/bench@{address}"
logging.disable(logging.CRITICAL)  # its log of every reply costs a sixth of its time


def profile_of(person):
    return AgentProfile(
        pk=person["id"],
        first_name=person["firstName"],
        last_name=person["lastName"],
        age=person["age"],
        gender=person["gender"],
        gender_pronoun=person["pronouns"],
        occupation=person["occupation"],
        public_info=person["publicInfo"],
        personality_and_values=person["personality"],
        secret=person["secret"],
    )


def setting(episode, number):
    task = episode["task"]
    profile = EnvironmentProfile(
        pk=f"environment-{number}",
        scenario=task["scenario"],
        agent_goals=task["goals"],
        relationship=2,
    )
    env = ParallelSotopiaEnv(
        env_profile=profile,
        model_name=model,
        action_order="round-robin",
        evaluators=[RuleBasedTerminatedEvaluator(max_turn_number=20, max_stale_turn=2)],
        terminal_evaluators=[
            EpisodeLLMEvaluator(model, EvaluationForAgents[SotopiaDimensions])
        ],
    )
    agents = []
    for person in episode["cast"]:
        agents.append(LLMAgent(agent_profile=profile_of(person), model_name=model))
    return env, agents


async def main():
    with open(f"{folder}/episodes.jsonl", encoding="utf8") as lines:
        settings = [setting(json.loads(line), i) for i, line in enumerate(lines)]
    began, before = time.perf_counter(), time.process_time()
    talks = await asyncio.gather(
        *(arun_one_episode(env=env, agent_list=agents) for env, agents in settings)
    )
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began,
                "cpuSeconds": time.process_time() - before,
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "episodes": len(talks),
            }
        )
    )
    sys.stdout.flush()
    os._exit(0)  # its logging has workers that nobody ends, and Python would wait for them


asyncio.run(main())
