"""Adversarial rounds: OMP_NUM_THREADS=1 python3 training/adversarial/rounds.py

SeqGAN's idea without roll-outs. A round: the app writes tunes with the weights as they are, masks
and all; the critic takes five steps on people's tunes against these and spoiled ones; the model
takes one, half likelihood on people's tunes, half policy gradient with the critic's scores of each
bar (and a few rules), held by the divergence from the weights it began with. Keeps the averaged
weights every --every rounds in training/runs/<name>/<round>, as the app reads them.
"""

import argparse
import copy
import json
import time

import numpy as np
import torch

import policy
import rewards
import paths
import export
import fit
import network
import train as likelihood
import tunes as of
from model import Melody, losses


def critic_steps(critic, optimiser, real, pool, others, rng, steps, size):
    """Real against lately written and spoiled; the mean loss, and the share told apart rightly."""
    critic.train()
    loss_sum = right = 0.0
    for _ in range(steps):
        people = [real[i] for i in rng.integers(len(real), size=size)]
        written = [pool[i] for i in rng.integers(len(pool), size=size)]
        batch = of.collate([of.example(t, 1) for t in people] + [of.example(t, 0) for t in written]
                           + [of.spoiled(t, others, rng) for t in people])
        on_whole, on_bars = network.losses(critic, batch, 0.3)
        optimiser.zero_grad(set_to_none=True)
        (on_whole + on_bars).backward()
        torch.nn.utils.clip_grad_norm_(critic.parameters(), 1.0)
        optimiser.step()
        loss_sum += on_whole.item()
    critic.eval()
    with torch.no_grad():
        whole, _ = critic(of.collate([of.example(t, 1) for t in people] + [of.example(t, 0) for t in written]))
    right = ((whole[:size] > 0).float().mean() + (whole[size:] <= 0).float().mean()).item() / 2
    return loss_sum / steps, right


def people_batch(data, train, rng, size):
    """A batch of the books as in pre-training: like lengths, inputs hidden at random."""
    groups = likelihood.batches(data, train, size)
    group = groups[rng.integers(len(groups))]
    return likelihood.collate(data, group), data["notes"][group].sum()


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--model", default=export.FOLDER.name, help="folder in public/models to begin with")
    args.add_argument("--critic", default="critic", help="run of fit.py to begin with")
    args.add_argument("--name", default="adversarial")
    args.add_argument("--rounds", type=int, default=60)
    args.add_argument("--minutes", type=float, default=25)
    args.add_argument("--count", type=int, default=64, help="tunes written a round")
    args.add_argument("--temperature", type=float, default=0.9)
    args.add_argument("--rate", type=float, default=2e-4)
    args.add_argument("--leash", type=float, default=0.2)
    args.add_argument("--critic-steps", type=int, default=5)
    args.add_argument("--critic-rate", type=float, default=5e-4)
    args.add_argument("--average", type=float, default=0.9)
    args.add_argument("--every", type=int, default=10)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(args.seed)
    export.FOLDER = paths.ROOT / "public" / "models" / args.model
    model = Melody()
    config = export.load_committed(model)
    base, average = copy.deepcopy(model), copy.deepcopy(model)
    critic = network.Critic()
    begin = torch.load(paths.RUNS / args.critic / "critic.pt")
    critic.load_state_dict(fit.widened(begin["model"], begin["features"]))
    data = dict(np.load(likelihood.CACHE, allow_pickle=False))
    train, valid = np.flatnonzero(~data["held"]), np.flatnonzero(data["held"])
    real, _ = of.people()
    others, books = of.bars_by_metre(real), rewards.Books(real)
    pool = of.sampled("train-*.jsonl")[-256:]
    of_model = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.01, betas=(0.9, 0.99))
    of_critic = torch.optim.AdamW(critic.parameters(), lr=args.critic_rate, weight_decay=0.05, betas=(0.5, 0.99))
    run = paths.RUNS / args.name
    run.mkdir(parents=True, exist_ok=True)
    rows, began = [{"round": 0, "valid": round(likelihood.bits_per_note(model, data, valid)[0], 4)}], time.time()
    print(json.dumps(rows[0]), flush=True)
    for turn in range(1, args.rounds + 1):
        policy.save(model.state_dict(), config, run / "now")
        written = policy.write(run / "now", args.count, f"{args.name} {turn}", args.temperature, run / "now.jsonl")
        pool = (pool + written)[-256:]
        critic_loss, right = critic_steps(critic, of_critic, real, pool, others, rng, args.critic_steps, 24)
        earned, figures = rewards.advantages(written, critic, books)
        order = np.argsort([len(t["events"]) for t in written])
        of_model.zero_grad(set_to_none=True)
        notes = sum(len(rewards.notes_of(t["events"])) for t in written)
        gain = leash = 0.0
        model.eval()  # the odds that were drawn from: no dropout
        for part in np.array_split(order, 2):
            batch = policy.batch_of([written[i] for i in part])
            advantage = torch.zeros(batch["token"].shape)
            for column, i in enumerate(part):
                advantage[: len(earned[i]), column] = torch.tensor(earned[i], dtype=torch.float32)
            with torch.no_grad():
                before = policy.odds(base, batch, args.temperature)
            logs = policy.odds(model, batch, args.temperature)
            reward = -(policy.chosen(logs, batch) * advantage).sum() / notes
            kept = policy.divergence(logs, before, batch).sum() / notes
            (0.5 * reward + args.leash * kept).backward()
            gain, leash = gain + reward.item(), leash + kept.item()
        model.train()
        batch, sounding = people_batch(data, train, rng, 64)
        batch["x"] = likelihood.drop_inputs(batch["x"], rng)
        token, length = losses(model, batch, drop=0.5, recurrent_drop=0.4)
        nll = (token.sum() + length.sum()) / sounding
        (0.5 * nll).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        of_model.step()
        keep = min(args.average, turn / (turn + 5))
        with torch.no_grad():
            for mean, now in zip(average.parameters(), model.parameters()):
                mean.lerp_(now, 1 - keep)
        minutes = (time.time() - began) / 60
        row = {"round": turn, "minutes": round(minutes, 2), **figures, "criticLoss": round(critic_loss, 4),
               "criticRight": round(right, 4), "policyLoss": round(gain, 4), "divergence": round(leash, 4), "nats": round(nll.item(), 4)}
        last = turn == args.rounds or minutes > args.minutes
        if turn % args.every == 0 or last:
            row["valid"] = round(likelihood.bits_per_note(average, data, valid)[0], 4)
            policy.save(average.state_dict(), config, run / str(turn))
            torch.save({"model": average.state_dict(), "critic": critic.state_dict(), "arguments": vars(args)}, run / "last.pt")
        rows.append(row)
        (run / "rounds.json").write_text(json.dumps({"arguments": vars(args), "rounds": rows}, indent=1))
        print(json.dumps(row), flush=True)
        if last:
            break


if __name__ == "__main__":
    main()
