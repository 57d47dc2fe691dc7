"""Discovers the process from exported logs with pm4py, and says as JSON what it found: the same from OCEL 2.0 as from XES."""

import json
import sys

import pm4py

ocel_path, xes_path = sys.argv[1:]

ocel = pm4py.read_ocel2_json(ocel_path)
flat = pm4py.ocel_flattening(ocel, "case")
log = pm4py.read_xes(xes_path)


def followed(frame):
    dfg, starts, ends = pm4py.discover_dfg(frame)
    edges = sorted([left, right, int(count)] for (left, right), count in dfg.items())
    return {"edges": edges, "starts": sorted(starts), "ends": sorted(ends)}


tree = pm4py.discover_process_tree_inductive(log)
net, initial, final = pm4py.discover_petri_net_inductive(log)
fitness = pm4py.fitness_token_based_replay(log, net, initial, final)
print(json.dumps({
    "xes": followed(log),
    "ocel": followed(flat),
    "cases": int(log["case:concept:name"].nunique()),
    "objects": {kind: int(count) for kind, count in ocel.objects["ocel:type"].value_counts().items()},
    "tree": str(tree),
    "fitness": fitness["log_fitness"],
}))
